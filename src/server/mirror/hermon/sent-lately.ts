import { PURPOSES, type Purpose } from "#api/contract/sync.ts";
import { monotonic } from "#server/store/time.ts";

const MINUTE_S = 60;

/** Counts the requests of the last minute by what they were for. */
export class SentLately {
  /** By second of the monotonic clock: a budget of a thousand a second is sixty entries, too. */
  readonly #seconds = new Map<number, Record<Purpose, number>>();

  /** A request is sent now. */
  count(purpose: Purpose): void {
    const now = this.#forget();
    const second = this.#seconds.get(now) ?? none();
    second[purpose] += 1;
    this.#seconds.set(now, second);
  }

  total(): Record<Purpose, number> {
    this.#forget();
    const total = none();
    for (const second of this.#seconds.values()) {
      for (const purpose of PURPOSES) total[purpose] += second[purpose];
    }
    return total;
  }

  /** Gives the second it is. */
  #forget(): number {
    const now = Math.floor(monotonic() / 1000);
    for (const second of this.#seconds.keys()) {
      if (second <= now - MINUTE_S) this.#seconds.delete(second);
    }
    return now;
  }
}

const none = (): Record<Purpose, number> => ({ person: 0, key: 0, poll: 0, scan: 0, backfill: 0 });
