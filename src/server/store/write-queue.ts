import { setImmediate as arrivals } from "node:timers/promises";
import type { ControlledTransaction, Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

type Work<T> = (tx: Transaction<Tables>) => Promise<T>;

/** A piece of work with the promise of whoever asked for it. */
interface Waiting {
  /** Does the work; the function it comes back with tells the asker how it went. */
  run(tx: ControlledTransaction<Tables>): Promise<() => void>;
  fail(error: unknown): void;
}

/** What went wrong first says why; that it can't be undone one by one says nothing. */
const rethrow = (error: unknown) => (): never => {
  throw error;
};

/** How many may share a commit. More of them would keep readers waiting too long. */
const MAX_GROUP = 50;

/**
 * Lets writers in one after another and commits those together that wait at the same time: a
 * durable commit costs a trip to the disk, and twenty writers can share one.
 */
export class WriteQueue {
  readonly #db: Kysely<Tables>;
  readonly #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Resolves after the commit `work` was part of; rejects with what `work` threw. */
  add<T>(work: Work<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({
      fail: reject,
      async run(tx) {
        const step = await tx.savepoint("work").execute();
        try {
          const result = await work(step);
          await step.releaseSavepoint("work").execute();
          return () => resolve(result);
        } catch (error) {
          // Where that can't be done, SQLite has rolled back the work of all: they fail alike.
          await step.rollbackToSavepoint("work").execute().catch(rethrow(error));
          return () => reject(error);
        }
      },
    });
    this.#working ??= this.#workOff();
    return promise;
  }

  /** Resolves when nothing waits or runs any more. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #workOff() {
    while (this.#waiting.length > 0) await this.#commitGroup();
    this.#working = undefined;
  }

  async #commitGroup() {
    const group: Waiting[] = [];
    try {
      const tx = await this.#db.startTransaction().execute();
      for (const answer of await this.#commit(tx, group)) answer();
    } catch (error) {
      // No transaction, no commit: nobody of the group got anything done.
      for (const one of group.length > 0 ? group : this.#waiting.splice(0)) one.fail(error);
    }
  }

  /**
   * Those who come while the group is at work still join it, and those whose requests have arrived
   * by then: the database works without letting go of the thread, so they are let in before the
   * commit, as long as there are any.
   */
  async #commit(tx: ControlledTransaction<Tables>, group: Waiting[]) {
    const answers: (() => void)[] = [];
    try {
      while (group.length < MAX_GROUP) {
        if (this.#waiting.length === 0) await arrivals();
        const next = this.#waiting.shift();
        if (!next) break;
        group.push(next);
        answers.push(await next.run(tx));
      }
      await tx.commit().execute();
      return answers;
    } catch (error) {
      await tx.rollback().execute().catch(rethrow(error));
      throw error;
    }
  }
}
