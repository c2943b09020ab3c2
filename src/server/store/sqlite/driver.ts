import {
  CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  type QueryResult,
  type TransactionSettings,
  UpdateQueryNode,
} from "kysely";
import { isBatched } from "../database/batched-write.ts";
import type { StoreWatch } from "../database/database.ts";
import { type Session, StoreDriver } from "../database/driver.ts";
import { asFailure } from "./failures.ts";
import type { ThreadLease } from "./threads/lease.ts";
import type { Query, Result } from "./threads/protocol.ts";
import type { ReaderPool } from "./threads/reader-pool.ts";
import type { DatabaseThread } from "./threads/thread.ts";
import type { Writer } from "./threads/writer.ts";

export interface DriverOptions {
  readonly writer: Writer;
  readonly readers: ReaderPool;
  readonly watch: StoreWatch;
  /** How long another process' lock is waited for, in milliseconds. */
  readonly patience: () => number;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/** Of other queries SQLite tells how many rows an earlier one has changed. */
const isChange = ({ query }: CompiledQuery) =>
  InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query);

/** What a transaction is held by: a turn to write, or a reader that sees one moment. */
type Held = {
  /** Savepoints, which go along with the next query: what comes of them needn't be waited for. */
  before: Query[];
  /** The same of writes, which come behind them. */
  writes: Query[];
} & (
  | { readonly isReader: false; readonly endTurn: () => void; readonly thread: DatabaseThread }
  | { readonly isReader: true; readonly lease: ThreadLease }
);

/** One thread writes, others read; sessions take turns at the one that writes. */
export class ThreadedDriver extends StoreDriver<Held> {
  readonly #options: DriverOptions;
  /** Whether the open transaction has changed anything. */
  #isDirty = false;

  constructor(options: DriverOptions) {
    super(options.watch, asFailure);
    this.#options = options;
  }

  async read<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { readers } = this.#options;
    return this.failing("read", async () => {
      const lease = await readers.lend();
      try {
        return resultOf<R>(await lease.run(asked(query), []));
      } finally {
        readers.release(lease, false);
      }
    });
  }

  /** A write of one query, which is a transaction of its own. */
  async write<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const patience = this.#patienceFromNow();
    const endTurn = await this.takeTurn();
    try {
      const result = await this.failing("write", () =>
        this.#options.writer.ask("write", { query: asked(query), patience: patience() }),
      );
      this.#changed(query, result);
      this.#committed();
      return resultOf(result);
    } finally {
      endTurn();
    }
  }

  async runInTransaction<R>(held: Held, query: CompiledQuery): Promise<QueryResult<R>> {
    if (isBatched(query)) {
      held.writes.push(asked(query));
      return { rows: [] };
    }
    const before = this.#batchOf(held);
    if (held.isReader) {
      return resultOf(await this.failing("read", () => held.lease.run(asked(query), before)));
    }
    const ask = { query: asked(query), before, place: "within", patience: 0 } as const;
    const result = await this.failing("write", () => held.thread.ask("run", ask));
    this.#changed(query, result);
    return resultOf(result);
  }

  async beginTransaction(session: Session<Held>, { accessMode }: TransactionSettings) {
    if (accessMode === "read only") return this.#beginToRead(session);
    const patience = this.#patienceFromNow();
    const endTurn = await this.takeTurn();
    try {
      const thread = await this.failing("write", async () => {
        const writer = await this.#options.writer.thread();
        await writer.ask("begin", { patience: patience() });
        return writer;
      });
      this.#isDirty = false;
      session.held = { isReader: false, endTurn, thread, before: [], writes: [] };
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  /** What it sees is settled by what is read first. */
  async #beginToRead(session: Session<Held>) {
    const lease = await this.failing("read", () => this.#options.readers.lend());
    session.held = { isReader: true, lease, before: [statement("begin")], writes: [] };
  }

  async commitTransaction(session: Session<Held>) {
    const { held } = session;
    if (held && !held.isReader) {
      const ask = { before: this.#batchOf(held), patience: this.#options.patience() };
      await this.failing("write", () => held.thread.ask("commit", ask));
      this.#committed();
    }
    this.#leave(session);
  }

  async rollbackTransaction(session: Session<Held>) {
    const { held } = session;
    try {
      if (held && !held.isReader) await held.thread.ask("rollback", null);
    } finally {
      this.#leave(session);
    }
  }

  async savepoint({ held }: Session<Held>, name: string) {
    if (held) await this.#runSoon(held, `savepoint ${name}`);
  }

  async releaseSavepoint({ held }: Session<Held>, name: string) {
    if (held) await this.#runSoon(held, `release ${name}`);
  }

  override async rollbackToSavepoint(session: Session<Held>, name: string) {
    session.held?.writes.splice(0);
    await super.rollbackToSavepoint(session, name);
  }

  async destroy() {
    await this.#options.close();
  }

  /** Those who waited for their turn don't begin to wait anew. */
  #patienceFromNow(): () => number {
    const end = performance.now() + this.#options.patience();
    return () => Math.max(0, end - performance.now());
  }

  /** Whether what was written before fails must be known by now. */
  async #runSoon(held: Held, text: string): Promise<void> {
    if (held.writes.length === 0) held.before.push(statement(text));
    else await this.runInTransaction(held, CompiledQuery.raw(text));
  }

  /** What goes along with a query, in its order. */
  #batchOf({ before, writes }: Held): Query[] {
    this.#isDirty ||= writes.length > 0;
    return [...before.splice(0), ...writes.splice(0)];
  }

  #changed(query: CompiledQuery, { rows, changes }: Result): void {
    this.#isDirty ||= isChange(query) && (rows.length > 0 || Number(changes) > 0);
  }

  #committed(): void {
    if (this.#isDirty) this.watch.written();
    this.#isDirty = false;
  }

  #leave(session: Session<Held>) {
    const { held } = session;
    session.held = undefined;
    if (!held?.isReader) return held?.endTurn();
    const hasBegun = held.before.length === 0;
    this.#options.readers.release(held.lease, hasBegun);
  }
}

const statement = (text: string): Query => ({ sql: text, parameters: [] });

const asked = ({ sql, parameters }: CompiledQuery): Query => ({ sql, parameters });

/** Objects out of arrays, as Kysely wants them. */
function resultOf<R>({ columns, rows, changes, lastInsertRowid }: Result): QueryResult<R> {
  if (columns.length > 0) {
    // A copy has all its columns at once: an object that gets them one by one is moved about.
    const blank = Object.fromEntries(columns.map((column) => [column, null]));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely knows what it asked for
    return { rows: rows.map((values) => rowOf({ ...blank }, values, columns) as R) };
  }
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

function rowOf(
  row: Record<string, unknown>,
  values: readonly unknown[],
  columns: readonly string[],
): unknown {
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ""] = values[at];
  return row;
}
