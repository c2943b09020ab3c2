import { EVENTS } from "#api/contract/events.ts";
import { pause } from "#api/retry.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { type ReachListeners, watchReach } from "./server-reach.ts";

/** An event as it came over the wire. */
export interface RawEvent {
  readonly name: string;
  readonly json: string;
  /** Where one goes on from behind it. */
  readonly id: string;
}

export interface EventConnectionOptions extends ReachListeners {
  /** Where to ask, from what is known by then. */
  readonly address: () => string;
  readonly onEvent: (event: RawEvent) => void;
}

/** The server says something at once; a connection this silent is held back on the way. */
const FIRST_EVENT_MS = 15_000;
/** The server shows every 20 seconds that it is there; a connection this silent is dead. */
const SILENCE_MS = 50_000;

/** Between two tries: half of it at least, so that all who were cut off don't come back together. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10_000;
/** Nor do they all come at that moment. */
const SPREAD_MS = 1_000;
/** The same where something on the way lets no stream through, which may be so for good. */
const LONGEST_WAIT_WHILE_OFF_MS = 30_000;

/**
 * Reads the server's events and comes back by itself after every failure. The browser's own
 * `EventSource` gives up for good when a proxy answers for the server, and notices no silence.
 */
export async function readEvents(options: EventConnectionOptions): Promise<void> {
  const { signal } = options;
  const reach = watchReach(options);
  let failed = 0;
  while (!signal.aborted) {
    const attempt = reach.begin();
    failed = (await readUntilCut(options, attempt.onEvent)) ? 0 : failed + 1;
    if (await attempt.onEnd()) continue;
    const longest = reach.isOff() ? LONGEST_WAIT_WHILE_OFF_MS : LONGEST_WAIT_MS;
    const bound = Math.min(FIRST_WAIT_MS * 2 ** failed, longest);
    const wait = bound * (0.5 + Math.random() / 2);
    // One try soon after what is missed counts, so that it isn't told much later.
    const soon = (reach.graceLeft() ?? Infinity) + Math.random() * SPREAD_MS;
    await pauseUnlessNeeded(Math.min(wait, soon), signal);
  }
}

/** Resolves when the connection is over, with whether anything came over it. */
function readUntilCut(options: EventConnectionOptions, onSign: () => void): Promise<boolean> {
  const { address, onEvent, signal } = options;
  return new Promise((resolve) => {
    const source = new EventSource(address());
    const over = new AbortController();
    let hasWorked = false;
    const end = () => {
      clearTimeout(silence);
      over.abort();
      source.close();
      resolve(hasWorked);
    };
    let silence = setTimeout(end, FIRST_EVENT_MS);
    for (const name of Object.keys(EVENTS)) {
      source.addEventListener(name, ({ data, lastEventId }: MessageEvent<unknown>) => {
        hasWorked = true;
        onSign();
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE_MS);
        onEvent({ name, json: String(data), id: lastEventId });
      });
    }
    // It would try again by itself where nobody answered, and not where someone refused.
    source.addEventListener("error", end);
    signal.addEventListener("abort", end, { signal: over.signal });
    // It may hold all the same, with a server on this machine: a new one shows.
    window.addEventListener("offline", end, { signal: over.signal });
  });
}

/** Waits, but no longer once the network is back or someone looks at the page. */
async function pauseUnlessNeeded(ms: number, signal: AbortSignal): Promise<void> {
  const needed = new AbortController();
  const end = () => needed.abort();
  const endIfSeen = () => !isPageHidden() && end();
  window.addEventListener("online", end, { signal: needed.signal });
  document.addEventListener("visibilitychange", endIfSeen, { signal: needed.signal });
  await pause(ms, AbortSignal.any([signal, needed.signal]));
  end();
}
