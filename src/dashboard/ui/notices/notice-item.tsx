import { X } from "lucide";
import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { Button } from "../button.tsx";
import { Explained } from "../explained.tsx";
import { Icon } from "../icon.tsx";
import { type ShownNotice, withdrawNotice } from "./notices.ts";

/** One notice: what it says, what can be done about it, and a way to dismiss it. */
export function NoticeItem({ notice }: { readonly notice: ShownNotice }) {
  const { about, kind, title, detail, reason, actions = [], lastsMs } = notice;
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const item = useRef<HTMLDivElement>(null);
  const rememberFocus = useFocusGivenBack(item);
  const withdraw = () => withdrawNotice(about);
  useExpiry(lastsMs, isUnderPointer || hasFocus, withdraw);
  // Where there are more than have room, the newest shows. By scrolling the stack: after
  // `scrollIntoView`, Tab would go on from the notice where nothing has the focus.
  useEffect(() => {
    const stack = item.current?.parentElement;
    stack?.scrollTo({ top: stack.scrollHeight });
  }, []);
  const buttons = actions.map(({ label, act, key }) => (
    <Button
      key={label}
      size="small"
      aria-keyshortcuts={key && `Control+${key.toUpperCase()}`}
      onClick={() => {
        withdraw();
        act();
      }}
    >
      {label}
    </Button>
  ));

  return (
    <div
      ref={item}
      // What is under way isn't read out: what it comes to is.
      aria-live={notice.isPending ? "off" : undefined}
      aria-atomic
      role={kind === "problem" ? "alert" : undefined}
      className={cx(
        "pointer-events-auto flex shrink-0 items-start gap-2 rounded-lg bg-surface-raised p-2 pl-3 shadow-float max-[18rem]:flex-wrap",
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
      <div className="min-w-0 flex-1 py-1 max-[18rem]:basis-full">
        <p key={title} className="line-clamp-3 font-medium own-direction wrap-anywhere">
          {title}
        </p>
        {(detail ?? reason) !== undefined && (
          <p className="mt-0.5 line-clamp-4 own-direction text-text-muted wrap-anywhere">
            {detail ?? <Explained error={reason} />}
          </p>
        )}
        {actions.length > 1 && <div className="mt-2 flex flex-wrap gap-2">{buttons}</div>}
      </div>
      {actions.length === 1 && buttons}
      <Button
        look="quiet"
        size="icon"
        aria-label="Dismiss"
        onClick={() => {
          withdraw();
          notice.onDismiss?.();
        }}
      >
        <Icon of={X} className="size-4 stroke-[2.25]" />
      </Button>
    </div>
  );
}

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

/** Calls back after a while, if at all; the clock stands still while it is held or nobody can see it. */
function useExpiry(lastsMs: number | undefined, isHeld: boolean, onExpire: () => void) {
  const isStopped = useSyncExternalStore(subscribeToVisibility, isPageHidden) || isHeld;
  const spent = useRef(0);
  const expire = useEffectEvent(onExpire);

  useEffect(() => {
    if (lastsMs === undefined || isStopped) return undefined;
    const start = performance.now();
    const timer = setTimeout(() => expire(), lastsMs - spent.current);
    return () => {
      clearTimeout(timer);
      spent.current += performance.now() - start;
    };
  }, [lastsMs, isStopped]);
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
