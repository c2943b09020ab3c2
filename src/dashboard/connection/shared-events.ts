import * as z from "zod/mini";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { electLeader } from "./leader-election.ts";
import { type EventConnectionOptions, type RawEvent, readEvents } from "./event-connection.ts";
import { type Reach, REACHES } from "./server-reach.ts";

const LOCK = "hermon-events";
/** Tabs of another version of the page, which broadcast otherwise, have another one. */
const CHANNEL = "hermon-events-2";

/** A new tab is sent again what came since it began to load, if that is no longer ago. */
const KEPT_MS = 60_000;
/** The server says something every 20 seconds; a tab that gets nothing for so long asks the leader. */
const SILENCE_MS = 25_000;
/** A leader that doesn't answer within this time hangs. Timers of tabs nobody sees don't slow it down. */
const ANSWER_MS = 10_000;

/** What tabs broadcast. All of it is for tabs that show the same person. */
const Message = z.discriminatedUnion("kind", [
  /** From the leader: what has come, and with nothing new that it doesn't hang. */
  z.object({
    kind: z.literal("news"),
    person: z.string(),
    events: z.array(z.object({ name: z.string(), json: z.string(), id: z.string() })),
    /** The tab that the events are for; left out: all. */
    to: z.optional(z.string()),
    reach: z.enum(REACHES),
  }),
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
 * One stream for all tabs of a browser: the leader reads it and broadcasts what comes. When that tab
 * closes the next one goes on, and one that gets nothing from it takes its place.
 */
export function shareEvents(options: SharedEventsOptions): void {
  const { signal, person } = options;
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(CHANNEL);
  let recent: { readonly at: number; readonly event: RawEvent }[] = [];
  let reach: Reach = "live";
  /** While this tab is the leader: what ends that. */
  let leading: AbortSignal | undefined;

  const post = (message: Message) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
    channel.postMessage(message);
  const broadcast = (events: RawEvent[], to?: string) =>
    post({ kind: "news", person, events, to, reach });
  const ask = (since: number) => post({ kind: "asking", person, tab, since });

  const isFollowing = () => !leading && !signal.aborted;
  const takeOver = electLeader(LOCK, lead, signal);
  const silence = watchSilence(ask, takeOver, isFollowing, signal);

  async function lead(ended: AbortSignal): Promise<void> {
    leading = ended;
    broadcast([]);
    await readEvents({ ...options, onEvent, onReach, signal: ended });
    if (leading !== ended) return;
    leading = undefined;
    silence.watch();
  }

  function onEvent(event: RawEvent): void {
    const now = Date.now();
    recent = [...recent.filter(({ at }) => at > now - KEPT_MS), { at: now, event }];
    broadcast([event]);
    options.onEvent(event);
  }

  function onReach(next: Reach): void {
    reach = next;
    broadcast([]);
    options.onReach(next);
  }

  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = Message.safeParse(data).data;
    if (message?.person !== person) return;
    if (message.kind === "asking" && leading) {
      const missed = recent.filter(({ at }) => at >= message.since).map(({ event }) => event);
      broadcast(missed, message.tab);
    }
    // What comes while this tab leads is from one that hung, and doesn't know yet that it no longer does.
    if (message.kind === "news" && !leading) {
      silence.end();
      if ((message.to ?? tab) === tab) message.events.forEach(options.onEvent);
      reach = message.reach;
      options.onReach(reach);
    }
  });
  signal.addEventListener("abort", () => channel.close());
  silence.watch();
}

/**
 * Asks for what was missed, at first and after a long silence, and takes over from a leader that
 * doesn't answer. A tab that nobody sees can wait, and its timers are slow.
 */
function watchSilence(
  ask: (since: number) => void,
  takeOver: () => void,
  isFollowing: () => boolean,
  signal: AbortSignal,
) {
  let lastAt = performance.timeOrigin;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number, run: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  const wait = () => later(SILENCE_MS, watch);

  function watch(): void {
    if (!isFollowing()) return;
    ask(lastAt);
    // Of several tabs the first one does.
    later(ANSWER_MS * (1 + Math.random() / 5), () => {
      if (isFollowing() && !isPageHidden()) takeOver();
      wait();
    });
  }

  function end(): void {
    lastAt = Date.now();
    wait();
  }

  const askIfOverdue = () => {
    if (Date.now() - lastAt > SILENCE_MS && !isPageHidden()) watch();
  };
  document.addEventListener("visibilitychange", askIfOverdue, { signal });
  return { watch, end };
}
