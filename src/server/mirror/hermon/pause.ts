import { monotonic } from "#server/store/time.ts";
import { backoff } from "./backoff.ts";

/** The time in which nothing is sent because Hermon asked for fewer requests. */
export class Pause {
  #until = 0;
  #inARow = 0;

  /** A monotonic time; in the past when there is none. */
  get until(): number {
    return this.#until;
  }

  /** Lasts at least so long from now on, in milliseconds. */
  extend(ms: number): void {
    this.#until = Math.max(this.#until, monotonic() + ms);
  }

  /** Hermon asked for a pause without saying how long: longer each time in a row. */
  extendByGuess(): void {
    this.#inARow += 1;
    this.extend(backoff(this.#inARow));
  }

  /** Hermon answers again as it should. */
  forgive(): void {
    this.#inARow = 0;
  }
}
