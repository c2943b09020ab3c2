import type { ControlledTransaction, Kysely, Transaction } from "kysely";
import type { News } from "../events/changes.ts";
import { addEvent, gatherChanges } from "../events/record-changes.ts";
import { Deadlock } from "../store-failure.ts";
import type { Tables } from "../tables.ts";

type Work<T> = (tx: Transaction<Tables>) => Promise<T>;

/** A piece of work with the promise of whoever asked for it. */
interface Waiting {
  run(tx: ControlledTransaction<Tables>): Promise<Done>;
  fail(error: unknown): void;
}

/** What came of a piece of work. */
interface Done {
  /** Resolves or rejects the asker's promise. */
  readonly settle: () => void;
  /** What it changed; nothing when it failed. */
  readonly news: readonly News[];
}

/** What went wrong first says why; that it can't be undone one by one says nothing. */
const rethrow = (error: unknown) => (): never => {
  throw error;
};

/** How often one is tried that another program's transaction crosses. */
const MOST_TRIES = 3;

/** How many may share a commit. More of them would keep the first ones waiting too long. */
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
        for (let tries = 1; ; tries += 1) {
          const step = await tx.savepoint("work").execute();
          const news = gatherChanges(step);
          try {
            const result = await work(step);
            await step.releaseSavepoint("work").execute();
            return { settle: () => resolve(result), news };
          } catch (error) {
            // Where that can't be done, the database has rolled back the work of all: they fail alike.
            await step.rollbackToSavepoint("work").execute().catch(rethrow(error));
            if (!(error instanceof Deadlock) || tries >= MOST_TRIES) {
              return { settle: () => reject(error), news: [] };
            }
          }
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
      for (const { settle } of await this.#commit(tx, group)) settle();
    } catch (error) {
      // No transaction, no commit: nobody of the group got anything done.
      for (const one of group.length > 0 ? group : this.#waiting.splice(0)) one.fail(error);
    }
  }

  /** Those who come while the group is at work still join it. */
  async #commit(tx: ControlledTransaction<Tables>, group: Waiting[]) {
    const done: Done[] = [];
    try {
      while (group.length < MAX_GROUP) {
        const next = this.#waiting.shift();
        if (!next) break;
        group.push(next);
        done.push(await next.run(tx));
      }
      await addEvent(
        tx,
        done.flatMap(({ news }) => news),
      );
      await tx.commit().execute();
      return done;
    } catch (error) {
      await tx.rollback().execute().catch(rethrow(error));
      throw error;
    }
  }
}
