import { setTimeout as pause } from "node:timers/promises";
import { extendLease, type HeldJob } from "#server/store/jobs/held-jobs.ts";
import type { Store } from "#server/store/open.ts";
import { monotonic } from "#server/store/time.ts";

/** Extends the lease of a job while it is worked on, however long one batch takes. */
export class LeaseKeeper {
  readonly #store: Store;
  readonly #held: HeldJob;
  readonly #lost = new AbortController();
  readonly #ended = new AbortController();
  readonly #keeping: Promise<void>;
  /** When the lease was last known to be extended; monotonic. */
  #since = monotonic();

  constructor(store: Store, held: HeldJob) {
    this.#store = store;
    this.#held = held;
    this.#keeping = this.#keep();
  }

  /** Aborted once the job isn't to be worked on any more, or that can't be known. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** Resolves when nothing of it is under way any more. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    const { leaseMs } = this.#held;
    const { signal } = this.#ended;
    while (!this.#lost.signal.aborted) {
      await pause(leaseMs / 3, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const left = Math.max(0, this.#since + leaseMs - monotonic());
      const overdue = setTimeout(() => this.#lost.abort(), left);
      await this.#extend();
      clearTimeout(overdue);
    }
  }

  async #extend(): Promise<void> {
    const begun = monotonic();
    try {
      if (await extendLease(this.#store, this.#held)) this.#since = begun;
      else this.#lost.abort();
    } catch {
      // The next time, perhaps: the lease lasts for three of them.
      if (monotonic() - this.#since >= this.#held.leaseMs) this.#lost.abort();
    }
  }
}
