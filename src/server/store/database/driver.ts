import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  RawNode,
  SelectQueryNode,
  type TransactionSettings,
} from "kysely";
import type { StoreWatch } from "./database.ts";
import { type During, StoreFailure } from "../store-failure.ts";

const READS = /^\s*(select|values|with)\b/i;
const WRITES = /\b(insert|update|delete|replace)\b/i;

/** Whether a query does nothing but read, as far as its form tells. */
const isRead = ({ query, sql }: CompiledQuery): boolean =>
  SelectQueryNode.is(query) || (RawNode.is(query) && READS.test(sql) && !WRITES.test(sql));

/** What Kysely holds while it runs one query or one transaction. */
export class Session<Held> implements DatabaseConnection {
  readonly #driver: StoreDriver<Held>;
  /** What the open transaction is held by. */
  held: Held | undefined;

  constructor(driver: StoreDriver<Held>) {
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.held) return this.#driver.runInTransaction(this.held, query);
    return isRead(query) ? this.#driver.read(query) : this.#driver.write(query);
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("The store reads page by page; a stream would hold a reader");
  }
}

/** Kysely's way to a database to which several read at a time, and one writes. */
export abstract class StoreDriver<Held> implements Driver {
  protected readonly watch: StoreWatch;
  readonly #asFailure: (error: unknown, during: During) => unknown;
  #lastTurn: Promise<void> = Promise.resolve();

  /** @param asFailure what went wrong as the store's own failure; any other error as it is */
  constructor(watch: StoreWatch, asFailure: (error: unknown, during: During) => unknown) {
    this.watch = watch;
    this.#asFailure = asFailure;
  }

  abstract read<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  /** A write of one query, which is a transaction of its own. */
  abstract write<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  abstract runInTransaction<R>(held: Held, query: CompiledQuery): Promise<QueryResult<R>>;
  abstract beginTransaction(session: Session<Held>, settings: TransactionSettings): Promise<void>;
  abstract commitTransaction(session: Session<Held>): Promise<void>;
  abstract rollbackTransaction(session: Session<Held>): Promise<void>;
  abstract savepoint(session: Session<Held>, name: string): Promise<void>;
  abstract releaseSavepoint(session: Session<Held>, name: string): Promise<void>;
  abstract destroy(): Promise<void>;

  async rollbackToSavepoint({ held }: Session<Held>, name: string) {
    if (held) await this.runInTransaction(held, CompiledQuery.raw(`rollback to savepoint ${name}`));
  }

  async init() {}

  async acquireConnection() {
    return new Session(this);
  }

  async releaseConnection() {}

  /** Waits for all of this process who asked to write before. Each must call what it was given. */
  protected async takeTurn(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#lastTurn;
    this.#lastTurn = promise;
    await before;
    return resolve;
  }

  /** Does what the database may fail at. */
  protected async failing<T>(during: During, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = this.#asFailure(error, during);
      if (failure instanceof StoreFailure && failure.kind !== "abandoned") {
        this.watch.failed(failure);
      }
      throw failure;
    }
  }
}
