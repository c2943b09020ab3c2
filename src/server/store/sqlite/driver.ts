import type { DatabaseSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  type Driver,
  InsertQueryNode,
  type QueryResult,
  SelectQueryNode,
  UpdateQueryNode,
} from "kysely";
import { type During, StoreFailure } from "../store-failure.ts";
import { asFailure } from "./failures.ts";
import type { FilePlace } from "./file-place.ts";
import { Statements } from "./statements.ts";
import { waitForLock } from "./locks/wait-for-lock.ts";

/** Told of what becomes of the file while it is open. */
export interface FileWatch {
  failed(failure: StoreFailure): void;
  /** Something was committed. */
  written(): void;
}

export interface DriverOptions {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly place: FilePlace;
  readonly watch: FileWatch;
  /** How long another process' lock is waited for, in milliseconds. */
  readonly patience: () => number;
  /** Closes the connections. */
  readonly close: () => void;
}

/** Of other queries SQLite tells how many rows an earlier one has changed. */
const isChange = ({ query }: CompiledQuery) =>
  InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query);

/** What Kysely holds while it runs one query or one transaction. */
class Session implements DatabaseConnection {
  readonly #driver: TwoConnectionDriver;
  /** Given while a transaction is open: ends this session's turn to write. */
  endTurn: (() => void) | undefined;

  constructor(driver: TwoConnectionDriver) {
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.endTurn) return this.#driver.runInTransaction(query);
    if (SelectQueryNode.is(query.query)) return this.#driver.read(query);
    return this.#driver.write(query);
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("The store reads page by page; streams would hold its one reader");
  }
}

/** One connection writes, the other reads; sessions take turns at the one that writes. */
export class TwoConnectionDriver implements Driver {
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #options: DriverOptions;
  #lastTurn: Promise<void> = Promise.resolve();
  /** Whether the open transaction has changed anything. */
  #isDirty = false;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#writer = new Statements(options.writer);
    this.#reader = new Statements(options.reader);
  }

  read<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#attempt("read", () => this.#reader.run<R>(query));
  }

  /** A write of one query, which is a transaction of its own. */
  async write<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const since = performance.now();
    const endTurn = await this.#takeTurn();
    try {
      const attempt = () => {
        this.#options.place.check("write");
        return this.#runOnWriter<R>(query);
      };
      const result = await this.#attempt("write", attempt, since);
      this.#committed();
      return result;
    } finally {
      endTurn();
    }
  }

  /** After some failures SQLite rolls back by itself; what comes next must not be committed alone. */
  runInTransaction<R>(query: CompiledQuery): QueryResult<R> {
    if (!this.#writer.isInTransaction) throw new Error("The transaction was rolled back");
    try {
      return this.#runOnWriter<R>(query);
    } catch (error) {
      throw this.#failed(error, "write");
    }
  }

  async init() {}

  async acquireConnection() {
    return new Session(this);
  }

  async releaseConnection() {}

  /** IMMEDIATE: the lock is taken before anything is read, so no transaction fails half-way. */
  async beginTransaction(session: Session) {
    const since = performance.now();
    const endTurn = await this.#takeTurn();
    try {
      const attempt = () => {
        this.#options.place.check("write");
        // Left open by a rollback that failed.
        if (this.#writer.isInTransaction) this.#writer.run(CompiledQuery.raw("rollback"));
        this.#writer.run(CompiledQuery.raw("begin immediate"));
      };
      await this.#attempt("write", attempt, since);
      this.#isDirty = false;
      session.endTurn = endTurn;
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async commitTransaction(session: Session) {
    await this.#attempt("write", () => this.#writer.run(CompiledQuery.raw("commit")));
    this.#committed();
    this.#leave(session);
  }

  /** Comes after a failed commit, too, and SQLite has rolled back by itself when the disk is full. */
  async rollbackTransaction(session: Session) {
    try {
      if (this.#writer.isInTransaction) this.#writer.run(CompiledQuery.raw("rollback"));
    } finally {
      this.#leave(session);
    }
  }

  async savepoint(_session: Session, name: string) {
    this.runInTransaction(CompiledQuery.raw(`savepoint ${name}`));
  }

  async rollbackToSavepoint(_session: Session, name: string) {
    this.runInTransaction(CompiledQuery.raw(`rollback to ${name}`));
  }

  async releaseSavepoint(_session: Session, name: string) {
    this.runInTransaction(CompiledQuery.raw(`release ${name}`));
  }

  async destroy() {
    this.#reader.forget();
    this.#writer.forget();
    this.#options.close();
  }

  /** Waits for all who asked before. Each must call what it was given. */
  async #takeTurn(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#lastTurn;
    this.#lastTurn = promise;
    await before;
    return resolve;
  }

  /** @param since when it was asked for: those who waited for their turn don't begin to wait anew */
  async #attempt<T>(during: During, work: () => T, since?: number): Promise<T> {
    try {
      return await waitForLock(work, this.#options.patience(), since);
    } catch (error) {
      throw this.#failed(error, during);
    }
  }

  #runOnWriter<R>(query: CompiledQuery): QueryResult<R> {
    const result = this.#writer.run<R>(query);
    this.#isDirty ||= isChange(query) && (result.rows.length > 0 || result.numAffectedRows !== 0n);
    return result;
  }

  #committed(): void {
    if (this.#isDirty) this.#options.watch.written();
    this.#isDirty = false;
  }

  #failed(error: unknown, during: During): unknown {
    const failure = asFailure(error, during);
    if (failure instanceof StoreFailure) this.#options.watch.failed(failure);
    return failure;
  }

  #leave(session: Session) {
    session.endTurn?.();
    session.endTurn = undefined;
  }
}
