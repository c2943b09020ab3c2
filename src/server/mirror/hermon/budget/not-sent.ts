/**
 * Why a request never went out:
 * - `unreachable`: Hermon doesn't answer, and it isn't time for the next try;
 * - `busy`: Hermon asked for a pause, or the budget is taken, for longer than the caller waits;
 * - `refused`: Hermon doesn't take the API key;
 * - `stopped`: the server is shutting down.
 */
export type NotSentReason = "unreachable" | "busy" | "refused" | "stopped";

/** A request that Hermon never saw: nothing was done, and nothing is known of the answer. */
export class NotSent extends Error {
  override readonly name = "NotSent";
  readonly reason: NotSentReason;
  /** When it is worth another try, in milliseconds from now, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: NotSentReason, retryAfterMs?: number) {
    super(`Not sent to Hermon: ${reason}`);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
