import { monotonic } from "#server/store/time.ts";
import type { List } from "../sync/progress.ts";

/** How many may go at once without a second look. */
const FEW = 20;

/** The same as a share of all that are here. */
const SMALL_SHARE = 0.1;

/**
 * Keeps a Hermon that has lost half of its rows for a while, or gives an empty list, from taking
 * these away here: a large part goes only when a later scan finds it missing as well.
 */
export class MassRemoval {
  readonly #apartMs: number;
  /** When a large part was first found missing; monotonic. */
  readonly #since = new Map<List, number>();

  /** @param apartMs how long the second scan comes after the first, in milliseconds; one in between doesn't count */
  constructor(apartMs: number) {
    // One scan may take longer than the other.
    this.#apartMs = apartMs * 0.8;
  }

  /** Whether so many of those that are here may be taken away, now that a scan didn't come across them. */
  isBelieved(list: List, missing: number, here: number): boolean {
    if (missing <= Math.max(FEW, here * SMALL_SHARE)) {
      this.#since.delete(list);
      return true;
    }
    const since = this.#since.get(list) ?? monotonic();
    this.#since.set(list, since);
    return monotonic() - since >= this.#apartMs;
  }
}
