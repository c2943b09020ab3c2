import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { commandKey } from "#dashboard/lib/command-key.ts";
import { Button } from "../button.tsx";
import { Explained } from "../explained.tsx";
import {
  type NoticeAction,
  noticesNow,
  type ShownNotice,
  useNotices,
  withdrawNotice,
} from "./notices.ts";
import { useExpiry } from "./use-expiry.ts";

/**
 * Where notices appear: above its own place in the page, which takes no room. Own code, because
 * Base UI's toasts hide the buttons of urgent ones from screen readers until they have the focus,
 * and are dialogs to them.
 */
export function NoticeList() {
  const notices = useNotices();
  useActionKeys();
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none relative z-(--z-toast) h-0 shrink-0 print:hidden"
    >
      <div className="absolute inset-x-3 bottom-3 flex flex-col gap-2 sm:right-auto sm:bottom-4 sm:left-4 sm:w-96">
        {notices.map((notice) => (
          <NoticeItem key={notice.number} notice={notice} />
        ))}
      </div>
    </section>
  );
}

function NoticeItem({ notice }: { readonly notice: ShownNotice }) {
  const {
    about,
    kind,
    title,
    detail,
    reason,
    actions = [],
    isPending,
    lastsMs,
    onDismiss,
  } = notice;
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const item = useRef<HTMLDivElement>(null);
  const rememberFocus = useFocusGivenBack(item);
  const withdraw = () => withdrawNotice(about);
  useExpiry(lastsMs, isUnderPointer || hasFocus, withdraw);

  return (
    <div
      ref={item}
      // What is under way isn't read out: what it comes to is.
      aria-live={isPending ? "off" : undefined}
      aria-atomic
      role={kind === "problem" ? "alert" : undefined}
      className={cx(
        "pointer-events-auto flex items-start gap-2 rounded-lg bg-surface-raised p-2 pl-3 shadow-float",
        "transition duration-(--duration-base) starting:translate-y-2 starting:opacity-0",
        kind === "problem" && "border-l-3 border-danger",
      )}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
      onFocus={({ relatedTarget }) => {
        setHasFocus(true);
        rememberFocus(relatedTarget);
      }}
      onBlur={() => setHasFocus(false)}
    >
      <div className="min-w-0 flex-1 py-1">
        <p key={title} className="line-clamp-3 font-medium wrap-anywhere" dir="auto">
          {title}
        </p>
        {(detail ?? reason) !== undefined && (
          <p className="mt-0.5 line-clamp-4 text-text-muted wrap-anywhere" dir="auto">
            {detail ?? <Explained error={reason} />}
          </p>
        )}
        {actions.length > 1 && <Actions actions={actions} onDone={withdraw} className="mt-2" />}
      </div>
      {actions.length === 1 && <Actions actions={actions} onDone={withdraw} />}
      <Button
        look="quiet"
        size="icon"
        aria-label="Dismiss"
        onClick={() => {
          withdraw();
          onDismiss?.();
        }}
      >
        <svg
          viewBox="0 0 16 16"
          aria-hidden
          className="size-4 fill-none stroke-current stroke-[1.5]"
        >
          <path d="m4 4 8 8m0-8-8 8" />
        </svg>
      </Button>
    </div>
  );
}

interface ActionsProps {
  readonly actions: readonly NoticeAction[];
  readonly onDone: () => void;
  readonly className?: string;
}

const Actions = ({ actions, onDone, className }: ActionsProps) => (
  <div className={cx("flex flex-wrap gap-2", className)}>
    {actions.map(({ label, act, key }) => (
      <Button
        key={label}
        size="small"
        aria-keyshortcuts={key && `Control+${key.toUpperCase()}`}
        onClick={() => {
          onDone();
          act();
        }}
      >
        {label}
      </Button>
    ))}
  </div>
);

/** A notice that goes gives the focus back to where it came from. */
function useFocusGivenBack(item: RefObject<HTMLElement | null>) {
  const before = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const notice = item.current;
    return () => {
      if (notice?.contains(document.activeElement)) before.current?.focus({ preventScroll: true });
    };
  }, [item]);
  return (from: EventTarget | null) => {
    if (from instanceof HTMLElement && !item.current?.contains(from)) before.current = from;
  };
}

/** The newest notice with an action for a pressed key takes it. */
function useActionKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const pressed = commandKey(event);
      if (pressed === undefined) return;
      for (const { about, actions } of noticesNow().toReversed()) {
        const action = actions?.find(({ key }) => key === pressed);
        if (!action) continue;
        event.preventDefault();
        withdrawNotice(about);
        return action.act();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
