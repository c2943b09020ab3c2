import * as z from "zod/mini";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { electLeader } from "./leader-election.ts";
import { type EventConnectionOptions, type RawEvent, readEvents } from "./event-connection.ts";
import { type Reach, REACHES } from "./server-reach.ts";

const NAME = "hermon-events";

/** A new tab is sent again what came since it began to load, if that is no longer ago. */
const KEPT_MS = 60_000;

/** The server says something every 20 seconds; a tab that gets nothing for so long asks the leader. */
const SILENCE_MS = 25_000;

/** A leader that doesn't answer within this time hangs. Timers of tabs nobody sees don't slow it down. */
const ANSWER_MS = 10_000;

/** What tabs broadcast. All of it is for tabs that show the same person. */
const Message = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    person: z.string(),
    event: z.object({ name: z.string(), json: z.string(), id: z.string() }),
    /** The tab it is for; left out: for all. */
    to: z.optional(z.string()),
  }),
  z.object({ kind: z.literal("reach"), person: z.string(), reach: z.enum(REACHES) }),
  /** A tab that is new, or has got nothing for long, asks for what came since then. */
  z.object({
    kind: z.literal("asking"),
    person: z.string(),
    tab: z.string(),
    /** By the device's clock, in milliseconds. */
    since: z.number(),
  }),
]);
type Message = z.infer<typeof Message>;

interface SharedEventsOptions extends EventConnectionOptions {
  /** The id of the person whom this page shows. */
  readonly person: string;
}

/**
 * One stream for all tabs of a browser: the tab that is the leader reads it and broadcasts what
 * comes. When that tab closes the next one goes on from there, and one that gets nothing from it
 * takes its place.
 */
export function shareEvents(options: SharedEventsOptions): void {
  const { onEvent, onReach, signal, person } = options;
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(NAME);
  let recent: { readonly at: number; readonly event: RawEvent }[] = [];
  let reachNow: Reach = "live";
  /** While this tab is the leader: what ends that. */
  let leading: AbortSignal | undefined;

  const post = (message: Message) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
    channel.postMessage(message);
  const postReach = () => post({ kind: "reach", person, reach: reachNow });
  const setReach = (next: Reach) => {
    reachNow = next;
    onReach(next);
  };

  const silence = watchSilence({
    ask: (since) => post({ kind: "asking", person, tab, since }),
    takeOver: electLeader(NAME, lead, signal),
    signal,
  });

  async function lead(ended: AbortSignal): Promise<void> {
    leading = ended;
    silence.pause();
    postReach();
    await readEvents({ ...options, onEvent: broadcast, onReach: broadcastReach, signal: ended });
    if (leading !== ended) return;
    leading = undefined;
    silence.watch();
  }

  function broadcast(event: RawEvent): void {
    const now = Date.now();
    recent = [...recent.filter(({ at }) => at > now - KEPT_MS), { at: now, event }];
    post({ kind: "event", person, event });
    onEvent(event);
  }

  function broadcastReach(next: Reach): void {
    setReach(next);
    postReach();
  }

  /** Even with nothing new it says that there is a leader, and that it doesn't hang. */
  function answer({ tab: to, since }: Extract<Message, { kind: "asking" }>): void {
    for (const { at, event } of recent) {
      if (at >= since) post({ kind: "event", person, event, to });
    }
    postReach();
  }

  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = Message.safeParse(data).data;
    if (message?.person !== person) return;
    if (message.kind === "asking") return leading && answer(message);
    // From a leader that hung, and doesn't know yet that it no longer is.
    if (leading) return;
    silence.end();
    if (message.kind === "reach") setReach(message.reach);
    else if ((message.to ?? tab) === tab) onEvent(message.event);
  });
  signal.addEventListener("abort", () => channel.close());
  silence.watch();
}

interface SilenceOptions {
  readonly ask: (since: number) => void;
  readonly takeOver: () => void;
  readonly signal: AbortSignal;
}

/**
 * Asks for what was missed, at first and after a long silence, and takes over from a leader that
 * doesn't answer. A tab that nobody sees can wait, and its timers are slow.
 */
function watchSilence({ ask, takeOver, signal }: SilenceOptions) {
  let lastAt = performance.timeOrigin;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number, run: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  const wait = () => later(SILENCE_MS, watch);

  function watch(): void {
    if (signal.aborted) return;
    ask(lastAt);
    // Of several tabs the first one does.
    later(ANSWER_MS * (1 + Math.random() / 5), () => {
      if (!isPageHidden()) takeOver();
      wait();
    });
  }

  function pause(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function end(): void {
    lastAt = Date.now();
    wait();
  }

  const askIfOverdue = () => {
    const isOverdue = timer !== undefined && Date.now() - lastAt > SILENCE_MS;
    if (isOverdue && !isPageHidden()) watch();
  };
  document.addEventListener("visibilitychange", askIfOverdue, { signal });
  signal.addEventListener("abort", pause);
  return { watch, pause, end };
}
