import * as z from "zod/mini";

/** The tabs of a browser share its session: what one does to it, the others are told. */

const SessionChange = z.object({
  /** Whether someone signed in, or out. */
  signed: z.enum(["in", "out"]),
});
type SessionChange = z.infer<typeof SessionChange>;

const channel = new BroadcastChannel("hermon-session");

/** Tells the other tabs. */
export const announceSession = (change: SessionChange): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
  channel.postMessage(change);

/** Calls back when another tab has signed in or out; gives what ends that. */
export function onSessionChange(listener: (change: SessionChange) => void): () => void {
  const read = ({ data }: MessageEvent<unknown>) => {
    const change = SessionChange.safeParse(data).data;
    if (change) listener(change);
  };
  channel.addEventListener("message", read);
  return () => channel.removeEventListener("message", read);
}
