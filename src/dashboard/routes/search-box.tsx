import { useLocation, useRouter, useSearch } from "@tanstack/react-router";
import { Search, X } from "lucide";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ALL_LEADS, LONGEST_SEARCH } from "#api/contract/leads/lead-query.ts";
import { legibleLine } from "#api/contract/text/visible-text.ts";
import { addressIn, addressOf } from "#dashboard/domain/lead/view.ts";
import { useShortcut } from "#dashboard/domain/shortcuts/use-shortcut.ts";
import { useLeadMoves } from "#dashboard/features/leads/address.ts";
import { Icon } from "#dashboard/ui/icon.tsx";

/** Searches the leads as one types, from every page. */
export function SearchBox() {
  const field = useRef<HTMLInputElement>(null);
  const { text, type, clear, leave } = useSearchText();
  const shortcut = useShortcut("search");
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.isDefaultPrevented()) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (text === "") field.current?.blur();
      else clear();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("[role=grid]")?.focus();
    }
  };
  return (
    <search className={BOX}>
      <Icon of={Search} className="pointer-events-none absolute start-2 size-3.5 text-text-muted" />
      <input
        ref={field}
        type="search"
        aria-label="Search leads"
        {...shortcut}
        placeholder="Search leads"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={LONGEST_SEARCH}
        value={text}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
        className={FIELD}
      />
      {text === "" ? (
        shortcut["aria-keyshortcuts"] && (
          <kbd aria-hidden className={HINT}>
            {shortcut["aria-keyshortcuts"]}
          </kbd>
        )
      ) : (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute end-1 flex size-6 items-center justify-center rounded-sm text-text-muted hover:text-text pointer-coarse:size-8"
          onClick={() => {
            clear();
            field.current?.focus();
          }}
        >
          <Icon of={X} className="size-3 stroke-3" />
        </button>
      )}
    </search>
  );
}

const BOX =
  "relative flex min-w-28 flex-[0_20_26rem] items-center max-sm:order-last max-sm:basis-full";

const FIELD =
  "peer h-7 w-full min-w-0 rounded-md border border-border-control bg-surface ps-7 pe-7 placeholder:text-text-muted pointer-coarse:h-9 [&::-webkit-search-cancel-button]:hidden";

const HINT =
  "pointer-events-none absolute end-2 rounded-sm border border-border px-1 text-xs text-text-muted pointer-coarse:hidden peer-focus:hidden";

/** Whoever types faster than this is waited for, in milliseconds. */
const DEBOUNCE_MS = 30;

/**
 * After one or two letters, which no index has: all texts are looked through for them, and what is
 * typed next would wait behind that. Most people go on within this time.
 */
const SHORT_DEBOUNCE_MS = 150;
const SHORT = 2;

/**
 * What stands in the field: what the address says, but while one types what one has typed, which is in
 * the address a moment later. One search, from the first key until one leaves the field, is one step back.
 */
function useSearchText() {
  const router = useRouter();
  const moves = useLeadMoves();
  const isLeads = useLocation({ select: ({ pathname }) => /^\/leads\/?$/.test(pathname) });
  const said = useSearch({ strict: false, select: (search) => addressIn(search).query.search });
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typing = useRef({ hasMoved: false, at: -Infinity, due: undefined as string | undefined });

  const show = (text: string) => {
    typing.current.due = undefined;
    const how = typing.current.hasMoved ? "replace" : "push";
    typing.current.hasMoved = true;
    if (/^\/leads\/?$/.test(router.history.location.pathname)) moves.search(text, how);
    else void router.navigate({ href: addressOf({ query: { ...ALL_LEADS, search: text } }) });
  };
  const settle = () => {
    clearTimeout(timer.current);
    if (typing.current.due !== undefined) show(typing.current.due);
  };
  const leave = () => {
    settle();
    setTyped(undefined);
    typing.current.hasMoved = false;
  };

  // Back and Forward lead to what was searched for then, whatever one was typing.
  useEffect(
    () =>
      router.history.subscribe(({ action }) => {
        if (action.type === "PUSH" || action.type === "REPLACE") return;
        clearTimeout(timer.current);
        typing.current = { hasMoved: false, at: -Infinity, due: undefined };
        setTyped(undefined);
      }),
    [router],
  );

  const type = (text: string) => {
    setTyped(text);
    typing.current.due = legibleLine(text);
    const isFast = performance.now() - typing.current.at < DEBOUNCE_MS;
    typing.current.at = performance.now();
    clearTimeout(timer.current);
    const isShort = text !== "" && text.length <= SHORT;
    if (isShort) timer.current = setTimeout(settle, SHORT_DEBOUNCE_MS);
    else if (isFast) timer.current = setTimeout(settle, DEBOUNCE_MS);
    else settle();
  };
  return { text: typed ?? (isLeads ? said : ""), type, clear: () => type(""), leave };
}
