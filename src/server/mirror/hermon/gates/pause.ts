import { monotonic } from "#server/store/time.ts";
import { backoff } from "../backoff.ts";
import type { Closed } from "./gate.ts";

/** Shorter than this, in milliseconds, waiting is no state of its own. */
const SHORT_WAIT = 10_000;

/** The time in which nothing is sent because Hermon asked for fewer requests. */
export class Pause {
  #until = 0;
  #inARow = 0;
  /** When Hermon first asked for a pause of those in a row. */
  #since: number | undefined;

  /** A monotonic time; in the past when there is none. */
  get until(): number {
    return this.#until;
  }

  /** A long pause, or one after the other with nothing answered in between. */
  get waiting(): Closed | undefined {
    if (this.#since === undefined || this.#until - this.#since <= SHORT_WAIT) return undefined;
    return { since: this.#since, nextTryAt: this.#until };
  }

  /** Lasts at least so long from now on, in milliseconds. */
  extend(ms: number): void {
    this.#until = Math.max(this.#until, monotonic() + ms);
  }

  /** Hermon asked for a pause; where it didn't say how long, it is longer each time in a row. */
  ask(ms: number | undefined): void {
    this.#since ??= monotonic();
    if (ms === undefined) this.#inARow += 1;
    this.extend(ms ?? backoff(this.#inARow));
  }

  /** Hermon answers as it should. While a pause lasts that is an answer to an earlier request. */
  forgive(): void {
    this.#inARow = 0;
    if (monotonic() >= this.#until) this.#since = undefined;
  }
}
