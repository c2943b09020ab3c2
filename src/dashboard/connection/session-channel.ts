import * as z from "zod/mini";

/** The tabs of a browser share its session: whether one has signed in or out, the others are told. */
const SessionChange = z.object({ signed: z.enum(["in", "out"]) });
type SessionChange = z.infer<typeof SessionChange>;

const channel = new BroadcastChannel("hermon-session");

/** Tells the other tabs. */
export const announceSession = (change: SessionChange): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
  channel.postMessage(change);

/** Calls back when another tab has signed in or out. */
export const onSessionChange = (listener: (change: SessionChange) => void): void =>
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const change = SessionChange.safeParse(data).data;
    if (change) listener(change);
  });
