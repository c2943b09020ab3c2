import { availableParallelism } from "node:os";
import type { StoreFailure } from "../../store-failure.ts";
import { ThreadLease } from "./lease.ts";
import type { Opening } from "./protocol.ts";
import { DatabaseThread } from "./thread.ts";

/** How many read at the same time; more of them would only share the processors. */
const USUAL = Math.min(4, Math.max(2, availableParallelism()));

/** How many more there may be while others are busy for long. */
const EXTRA = 2;

/** Longer than usual for one asker, in milliseconds. */
const LONG = 500;

/** How long a read may go on that nobody waits for, in milliseconds: most are over sooner. */
const GRACE = 1_000;

/** Of threads that were given up and are still in the middle of a query. With more, none is replaced. */
const MOST_GIVEN_UP = 4;

/**
 * Threads that read, lent to one asker at a time, first come, first served. They are started when
 * they are needed. One whose read is given up is replaced: what SQLite is doing can't be stopped.
 */
export class ReaderPool {
  readonly #opening: Opening;
  readonly #all = new Set<DatabaseThread>();
  readonly #idle: DatabaseThread[] = [];
  /** Since when each one is lent. */
  readonly #lent = new Map<DatabaseThread, number>();
  readonly #givenUp = new Set<DatabaseThread>();
  #waiting: ThreadLease[] = [];
  readonly #starting = new Set<Promise<void>>();
  #recheck: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(opening: Opening) {
    this.#opening = opening;
  }

  /**
   * Lends a reader, to be given back by {@link release}.
   * @throws {StoreFailure} when the limits that hold where it is called end the wait
   */
  async lend(): Promise<ThreadLease> {
    if (this.#isClosed) throw closed();
    const lease = new ThreadLease((given, failure) => this.#giveUp(given, failure));
    this.#waiting.push(lease);
    this.#distribute();
    await lease.granted();
    return lease;
  }

  /** Takes back a reader. Its transaction, if there is one, ends. */
  release(lease: ThreadLease, isInTransaction: boolean): void {
    // One that was given up is seen to already.
    if (lease.isOver) return;
    lease.end();
    if (lease.thread) this.#takeBack(lease.thread, isInTransaction);
  }

  /** Ends all threads, each when it is through with its query. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#recheck);
    for (const lease of this.#waiting.splice(0)) lease.fail(closed());
    await Promise.all(this.#starting);
    await Promise.all([...this.#all].map((thread) => thread.close()));
  }

  #distribute(): void {
    this.#waiting = this.#waiting.filter(({ isOver }) => !isOver);
    while (this.#idle.length > 0) {
      const lease = this.#waiting.shift();
      if (!lease) return;
      const thread = this.#idle.pop();
      if (!thread) return;
      this.#lent.set(thread, performance.now());
      lease.grant(thread);
    }
    if (this.#waiting.length > 0) this.#grow();
  }

  /** Starts another reader, now or when those there are have been busy for long. */
  #grow(): void {
    const present = this.#lent.size + this.#starting.size;
    const now = performance.now();
    const busy = [...this.#lent.values()].filter((since) => now - since >= LONG).length;
    const isRoom = present < USUAL + Math.min(EXTRA, busy);
    if (this.#starting.size >= this.#waiting.length) return;
    if (isRoom && this.#givenUp.size < MOST_GIVEN_UP) this.#start();
    else this.#recheck ??= setTimeout(this.#look, LONG).unref();
  }

  readonly #look = () => {
    this.#recheck = undefined;
    this.#distribute();
  };

  #start(): void {
    const starting = this.#open().finally(() => {
      this.#starting.delete(starting);
      if (!this.#isClosed) this.#distribute();
    });
    this.#starting.add(starting);
  }

  async #open(): Promise<void> {
    try {
      const { thread } = await DatabaseThread.open(this.#opening);
      this.#all.add(thread);
      void thread.ended.then(() => this.#forget(thread));
      this.#idle.push(thread);
    } catch (error) {
      // Where there are others, they do.
      if (this.#lent.size === 0) {
        for (const lease of this.#waiting.splice(0)) lease.fail(error);
      }
    }
  }

  #takeBack(thread: DatabaseThread, isInTransaction: boolean): void {
    if (!this.#lent.delete(thread) || thread.hasEnded) return;
    if (isInTransaction) thread.tell("rollback", null);
    const isSurplus = this.#lent.size + this.#idle.length >= USUAL && this.#waiting.length === 0;
    if (isSurplus) return void thread.close();
    this.#idle.push(thread);
    this.#distribute();
  }

  /** A read that was given up ends by itself, or its thread is replaced. */
  #giveUp({ thread, atWork }: ThreadLease, { kind }: StoreFailure): void {
    if (!thread) return;
    if (!atWork) return this.#takeBack(thread, true);
    const replace = setTimeout(() => this.#replace(thread), kind === "slow" ? 0 : GRACE).unref();
    void atWork.then(() => {
      clearTimeout(replace);
      this.#takeBack(thread, true);
    });
  }

  #replace(thread: DatabaseThread): void {
    this.#lent.delete(thread);
    this.#givenUp.add(thread);
    void thread.terminate();
    this.#distribute();
  }

  /** A thread that is no more, whether it crashed or was ended. */
  #forget(thread: DatabaseThread): void {
    this.#all.delete(thread);
    this.#givenUp.delete(thread);
    this.#lent.delete(thread);
    const at = this.#idle.indexOf(thread);
    if (at >= 0) this.#idle.splice(at, 1);
    if (!this.#isClosed) this.#distribute();
  }
}

const closed = () => new Error("The database is closed");
