import type * as z from "zod/mini";
import { EVENTS, EVENTS_PATH, type LeadsChange } from "#api/contract/events.ts";
import type { SyncState } from "#api/contract/sync.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { type RawEvent, readEvents } from "./event-connection.ts";
import { shownPerson } from "./page-person.ts";
import type { Reach } from "./server-reach.ts";
import { shareEvents } from "./shared-events.ts";

/** What a page does about each kind of event. */
export interface EventListeners {
  readonly onLeads: (change: LeadsChange) => void;
  readonly onSync: (state: SyncState) => void;
  /** Anything may have changed. */
  readonly onReset: () => void;
  /** What the page can have of the server, and when its last event came: an ISO time. */
  readonly onReach: (reach: Reach, lastEventAt: string) => void;
}

/** What was asked for first is a little older than the page's first moment here. */
const SLACK_MS = 2_000;

/**
 * Subscribes the page to all that happens on the server from when it began to load, until the signal.
 * @param shownRole the role of the person as the page has it
 */
export function followEvents(
  listeners: EventListeners,
  shownRole: () => string | undefined,
  signal: AbortSignal,
): void {
  let lastId = "";
  let lastEventAt = performance.timeOrigin;
  const onReach = (next: Reach) => listeners.onReach(next, new Date(lastEventAt).toISOString());
  const onEvent = (event: RawEvent) => {
    lastId = event.id;
    lastEventAt = Date.now();
    dispatch(event, listeners);
  };
  signal.addEventListener("abort", () => onReach("live"));
  const person = shownPerson() ?? "";
  const address = () => {
    const age = String(Math.ceil(performance.now()) + SLACK_MS);
    const role = shownRole() ?? "";
    const query = { ...(lastId ? { after: lastId } : { age }), person, role };
    return `${EVENTS_PATH}?${new URLSearchParams(query)}`;
  };
  // What a page that was put away and taken out again has missed, nobody knows.
  const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && listeners.onReset();
  window.addEventListener("pageshow", onPageShow, { signal });
  const options = { address, onEvent, onReach, onSessionLost: listeners.onReset, signal };
  // Browsers have locks on secure origins only.
  if ("locks" in navigator) shareEvents({ ...options, person });
  else void readWhileSeen(options);
}

/** What can't be read may have been anything. */
function dispatch({ name, json }: RawEvent, listeners: EventListeners): void {
  if (name === "heartbeat") return;
  const leads = name === "leads" ? parsed(EVENTS.leads, json) : undefined;
  const sync = name === "sync" ? parsed(EVENTS.sync, json) : undefined;
  if (leads) listeners.onLeads(leads);
  else if (sync) listeners.onSync(sync);
  else listeners.onReset();
}

function parsed<S extends z.ZodMiniType>(schema: S, json: string): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** A browser opens six connections to a server at most, so a tab that nobody sees gives its own back. */
async function readWhileSeen({ signal, ...options }: Parameters<typeof readEvents>[0]) {
  while (!signal.aborted) {
    const turned = new AbortController();
    const hasTurned = new Promise((resolve) => {
      const end = () => {
        turned.abort();
        resolve(undefined);
      };
      document.addEventListener("visibilitychange", end, { signal: turned.signal });
      signal.addEventListener("abort", end, { signal: turned.signal });
    });
    if (!isPageHidden()) await readEvents({ ...options, signal: turned.signal });
    await hasTurned;
    options.onReach("live");
  }
}
