import { PURPOSES, type Purpose } from "#api/contract/sync.ts";

/**
 * After so many requests for others one of these goes first, whoever else waits: with two people at
 * work or a sender that asks without end, Hermon is still polled.
 */
const MOST_PASSED_BY = {
  person: 1,
  key: 7,
  poll: 7,
  scan: 7,
  backfill: 15,
} as const satisfies Record<Purpose, number>;

/** Sees to it that every purpose gets a share of the requests for as long as someone waits with it. */
export class Shares {
  readonly #passedBy = new Map<Purpose, number>();

  /** Whether others went first often enough. */
  isDue(purpose: Purpose): boolean {
    return (this.#passedBy.get(purpose) ?? 0) >= MOST_PASSED_BY[purpose];
  }

  /** A request is sent, and these are the purposes of those who go on waiting. */
  sent(purpose: Purpose, waiting: ReadonlySet<Purpose>): void {
    for (const one of PURPOSES) {
      const isPassedBy = one !== purpose && waiting.has(one);
      this.#passedBy.set(one, isPassedBy ? (this.#passedBy.get(one) ?? 0) + 1 : 0);
    }
  }
}
