import { Lease } from "../../database/lease.ts";
import type { StoreFailure } from "../../store-failure.ts";
import type { Query, Result } from "./protocol.ts";
import type { DatabaseThread } from "./thread.ts";

/** How long another process' lock is waited for by a read, in milliseconds. */
const LOCK_PATIENCE = 5_000;

/** A lease of one of the threads that read. */
export class ThreadLease extends Lease {
  readonly #granted = Promise.withResolvers<void>();
  readonly #giveBack: (lease: ThreadLease, failure: StoreFailure) => void;
  #thread: DatabaseThread | undefined;
  #atWork: Promise<unknown> | undefined;

  /** @param giveBack called when it is given up */
  constructor(giveBack: (lease: ThreadLease, failure: StoreFailure) => void) {
    super();
    this.#giveBack = giveBack;
  }

  get thread(): DatabaseThread | undefined {
    return this.#thread;
  }

  /** What the thread does for it, also after it was given up. */
  get atWork(): Promise<unknown> | undefined {
    return this.#atWork;
  }

  /** Resolves when there is a thread. */
  granted(): Promise<void> {
    return this.waitFor(() => this.#granted.promise);
  }

  grant(thread: DatabaseThread): void {
    this.#thread = thread;
    this.#granted.resolve();
  }

  run(query: Query, before: readonly Query[]): Promise<Result> {
    return this.waitFor(async () => {
      if (!this.#thread) throw new Error("There is no reader yet");
      const ask = { query, before, place: "alone", patience: LOCK_PATIENCE } as const;
      const answer = this.#thread.ask("run", ask);
      this.#atWork = answer.then(this.#rest, this.#rest);
      return answer;
    });
  }

  protected override onGivenUp(failure: StoreFailure): void {
    this.#giveBack(this, failure);
  }

  readonly #rest = () => (this.#atWork = undefined);
}
