import { currentLimits } from "../read-limits.ts";
import { StoreFailure } from "../store-failure.ts";

/**
 * One asker's time with what reads for it: from when it asks for that until it needs it no more.
 * The limits that hold where it is made end it sooner, and whoever waits is freed at once, whatever
 * the database does.
 */
export abstract class Lease {
  readonly #limits = currentLimits();
  /** Of what is waited for. */
  readonly #rejects = new Set<(error: unknown) => void>();
  readonly #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #error: unknown;

  constructor() {
    const { ms = Infinity, signal } = this.#limits ?? {};
    if (Number.isFinite(ms)) this.#timer = setTimeout(this.#isSlow, ms);
    if (signal?.aborted) queueMicrotask(this.#isAbandoned);
    else signal?.addEventListener("abort", this.#isAbandoned);
  }

  /** Whether it was ended, or given up. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends what the database still does for it, of which nobody hears any more. */
  protected abstract onGivenUp(failure: StoreFailure): void;

  /**
   * No `Promise.race`: a promise that lives as long as the lease would hold on to all that came.
   * Who has waited for a reader is old by then, and what old ones hold is freed late.
   * @throws {StoreFailure} when it is given up before `work` is done
   */
  protected async waitFor<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(this.#error ?? new Error("The reader was given back"));
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#rejects.add(reject);
    work().then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#rejects.delete(reject);
    }
  }

  /** It needs nothing any more. */
  end(): void {
    this.#settle();
  }

  /** Nothing comes of it any more. */
  fail(error: unknown): void {
    this.#settle();
    this.#error = error;
    for (const reject of this.#rejects) reject(error);
  }

  #settle(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#limits?.signal?.removeEventListener("abort", this.#isAbandoned);
  }

  #giveUp(kind: "slow" | "abandoned"): void {
    if (this.#isOver) return;
    const failure = new StoreFailure(kind, "read");
    this.fail(failure);
    this.onGivenUp(failure);
  }

  readonly #isSlow = () => this.#giveUp("slow");
  readonly #isAbandoned = () => this.#giveUp("abandoned");
}
