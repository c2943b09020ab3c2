import { EVENTS, EVENTS_PATH, type LeadsChange } from "#api/contract/events.ts";
import type { SyncState } from "#api/contract/sync.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { type EventConnectionOptions, type RawEvent, readEvents } from "./event-connection.ts";
import { shownPerson } from "./page-person.ts";
import type { Reach } from "./server-reach.ts";
import { shareEvents } from "./shared-events.ts";

/** What a page does about each kind of event. */
interface EventListeners {
  readonly onLeads: (change: LeadsChange) => void;
  readonly onSync: (state: SyncState) => void;
  /** Anything may have changed. */
  readonly onReset: () => void;
  /** What the page can have of the server, and when its last event came, in milliseconds since 1970. */
  readonly onReach: (reach: Reach, lastEventAt: number) => void;
}

/** What was asked for first is a little older than the page's first moment here. */
const SLACK_MS = 2_000;

/** Subscribes the page, whose person has that role, to what happens since it began to load. */
export function followEvents(
  listeners: EventListeners,
  shownRole: () => string | undefined,
  signal: AbortSignal,
): void {
  let lastId = "";
  let lastEventAt = performance.timeOrigin;
  const onReach = (next: Reach) => listeners.onReach(next, lastEventAt);
  const onEvent = (event: RawEvent) => {
    lastId = event.id;
    lastEventAt = Date.now();
    dispatch(event, listeners);
  };
  signal.addEventListener("abort", () => onReach("live"));
  const person = shownPerson() ?? "";
  const address = () => {
    const age = String(Math.ceil(performance.now()) + SLACK_MS);
    const since = lastId ? { after: lastId } : { age };
    return `${EVENTS_PATH}?${new URLSearchParams({ ...since, person, role: shownRole() ?? "" })}`;
  };
  // What a page that was put away and taken out again has missed, nobody knows.
  window.addEventListener("pageshow", ({ persisted }) => persisted && listeners.onReset(), {
    signal,
  });
  const options = { address, onEvent, onReach, onSessionLost: listeners.onReset, signal };
  // Browsers have locks on secure origins only.
  if ("locks" in navigator) shareEvents({ ...options, person });
  else readWhileSeen(options);
}

/** What can't be read may have been anything. */
function dispatch({ name, json }: RawEvent, listeners: EventListeners): void {
  if (name === "heartbeat") return;
  const leads = name === "leads" ? parseJson(EVENTS.leads, json) : undefined;
  const sync = name === "sync" ? parseJson(EVENTS.sync, json) : undefined;
  if (leads) listeners.onLeads(leads);
  else if (sync) listeners.onSync(sync);
  else listeners.onReset();
}

/** A browser opens six connections to a server at most, so a tab that nobody sees gives its own back. */
function readWhileSeen(options: EventConnectionOptions): void {
  let turned = new AbortController();
  const read = () => {
    turned.abort();
    turned = new AbortController();
    options.onReach("live");
    const signal = AbortSignal.any([options.signal, turned.signal]);
    if (!isPageHidden()) void readEvents({ ...options, signal });
  };
  document.addEventListener("visibilitychange", read, { signal: options.signal });
  read();
}
