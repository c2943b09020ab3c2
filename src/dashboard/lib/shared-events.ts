import * as z from "zod/mini";
import { type EventConnectionOptions, type RawEvent, readEvents } from "./event-connection.ts";

const NAME = "hermon-events";

/** A tab that is new hears again what came since it began to load, if that is no longer ago. */
const KEPT_MS = 60_000;

const Told = z.object({
  event: z.object({ name: z.string(), json: z.string(), id: z.string() }),
  /** The tab it is for; left out: for all. */
  to: z.optional(z.string()),
});
const Away = z.object({ isAway: z.boolean() });
const Asked = z.object({
  tab: z.string(),
  /** By the device's clock, in milliseconds. */
  since: z.number(),
});

/**
 * One stream for all tabs of a browser: the tab that has the lock reads it and passes on what
 * comes. When that tab closes, the lock goes to the next one, which goes on from there.
 */
export function shareEvents(options: EventConnectionOptions): void {
  const { hear, away, signal } = options;
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(NAME);
  let recent: { readonly at: number; readonly event: RawEvent }[] = [];
  let isReader = false;
  let isAway = false;

  const post = (message: z.input<typeof Told | typeof Asked | typeof Away>) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
    channel.postMessage(message);

  const passOn = (event: RawEvent) => {
    const now = Date.now();
    recent = [...recent.filter(({ at }) => at > now - KEPT_MS), { at: now, event }];
    isAway = false;
    post({ event });
    hear(event);
  };
  const tellAway = (isAwayNow: boolean) => {
    isAway = isAwayNow;
    post({ isAway });
    away(isAway);
  };
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const told = z.safeParse(Told, data).data;
    if (told && (told.to ?? tab) === tab) hear(told.event);
    const reach = z.safeParse(Away, data).data;
    if (reach) away(reach.isAway);
    const asked = z.safeParse(Asked, data).data;
    if (!asked || !isReader) return;
    for (const { at, event } of recent) {
      if (at >= asked.since) post({ event, to: asked.tab });
    }
    if (isAway) post({ isAway });
  });
  signal.addEventListener("abort", () => channel.close());

  const read = () => {
    isReader = true;
    return readEvents({ ...options, hear: passOn, away: tellAway });
  };
  // Ended while it waits for the lock, it doesn't need it any more.
  navigator.locks.request(NAME, { signal }, read).catch(() => undefined);
  post({ tab, since: performance.timeOrigin });
}
