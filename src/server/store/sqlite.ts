import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type Selectable,
  SelectQueryNode,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { LeadsTable } from "./tables.ts";

/**
 * Everything that is SQLite's own. One file, two connections: what writes goes through the one,
 * what reads through the other, so nobody sees the rows of a transaction that is still open.
 */

/** How long a connection waits for another process' lock, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/**
 * WAL: readers and the writer don't wait for each other. FULL: what was answered is on the disk.
 * The limit, in bytes, gives back the space that one large transaction took in the log.
 */
const WRITER_PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma journal_size_limit = 67108864;
`;

/**
 * In KiB, for either: an index of 100,000 leads doesn't fit into SQLite's own default of 2 MiB, and
 * a large transaction would write its pages out and read them back again and again.
 */
const CACHE_PRAGMA = "pragma cache_size = -32768";

/** More texts than the store has queries; the bound is for lists of values of any length. */
const MAX_PREPARED = 500;

/** A SQLite file: for Kysely a dialect, and a number that changes with every commit to it. */
export interface SqliteFile {
  readonly dialect: Dialect;
  version(): number;
  /** Does something while foreign keys aren't checked. */
  withoutForeignKeys(work: () => Promise<void>): Promise<void>;
}

/** Opens the file at `path` and makes it if there is none; its folder must exist. */
export function openSqliteFile(path: string): SqliteFile {
  const writer = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  writer.exec(WRITER_PRAGMAS);
  writer.exec(CACHE_PRAGMA);
  const reader = new DatabaseSync(path, { timeout: BUSY_TIMEOUT, readOnly: true });
  reader.exec(CACHE_PRAGMA);
  const dataVersion = reader.prepare("pragma data_version");
  return {
    dialect: {
      createDriver: () => new TwoConnectionDriver(writer, reader),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new TwoConnectionAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    version: () => Number(dataVersion.get()?.["data_version"]),
    async withoutForeignKeys(work) {
      writer.exec("pragma foreign_keys = off");
      await work();
      writer.exec("pragma foreign_keys = on");
    },
  };
}

/** Copies the file at `path` into a new one as it is at one moment, while others go on using it. */
export async function copySqliteFile(path: string, target: string): Promise<void> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(database, target);
  } finally {
    database.close();
  }
}

/** `leads` read by one of its indexes: we know exact counts, SQLite's planner would guess. */
export const leadsBy = (index: string) =>
  sql<Selectable<LeadsTable>>`leads`.as<"leads">(sql`leads indexed by ${sql.ref(index)}`);

interface Prepared {
  readonly statement: StatementSync;
  /** Of the rows it answers with; none when it doesn't. */
  readonly columns: readonly string[];
}

/**
 * Objects of one shape out of the arrays node:sqlite was told to give. Its own objects are hash
 * tables, with which a list of leads takes a quarter longer to read and map.
 */
function rowsOf<R>(arrays: readonly unknown[], columns: readonly string[]): R[] {
  return arrays.map((values) => {
    const row: Record<string, unknown> = {};
    if (!Array.isArray(values)) throw new Error("node:sqlite was told to give arrays");
    for (let at = 0; at < columns.length; at++) row[columns[at] ?? ""] = values[at];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely knows what it asked for
    return row as R;
  });
}

/** One connection with its prepared statements, which cost more to make than to run. */
class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run<R>({ sql: text, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, columns } = this.#prepared.get(text) ?? this.#prepare(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- node:sqlite refuses others itself
    const values = parameters as readonly SQLInputValue[];
    if (columns.length > 0) return { rows: rowsOf<R>(statement.all(...values), columns) };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close() {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(text: string) {
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    const [oldest] = this.#prepared.keys();
    if (oldest && this.#prepared.size >= MAX_PREPARED) this.#prepared.delete(oldest);
    this.#prepared.set(text, prepared);
    return prepared;
  }
}

/** What Kysely holds while it runs one query or one transaction. */
class Session implements DatabaseConnection {
  readonly #driver: TwoConnectionDriver;
  /** Given while a transaction is open: ends this session's turn to write. */
  endTurn: (() => void) | undefined;

  constructor(driver: TwoConnectionDriver) {
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.endTurn) return this.#driver.writer.run(query);
    if (SelectQueryNode.is(query.query)) return this.#driver.reader.run(query);
    const endTurn = await this.#driver.takeTurn();
    try {
      return this.#driver.writer.run(query);
    } finally {
      endTurn();
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("The store reads page by page; streams would hold its one reader");
  }
}

class TwoConnectionDriver implements Driver {
  readonly writer: Statements;
  readonly reader: Statements;
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(writer: DatabaseSync, reader: DatabaseSync) {
    this.writer = new Statements(writer);
    this.reader = new Statements(reader);
  }

  /** Waits for all who asked before. Each must call what it was given. */
  async takeTurn(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#lastTurn;
    this.#lastTurn = promise;
    await before;
    return resolve;
  }

  async init() {}

  async acquireConnection() {
    return new Session(this);
  }

  async releaseConnection() {}

  /** IMMEDIATE: the lock is taken before anything is read, so no transaction fails half-way. */
  async beginTransaction(session: Session) {
    const endTurn = await this.takeTurn();
    try {
      this.writer.run(CompiledQuery.raw("begin immediate"));
      session.endTurn = endTurn;
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async commitTransaction(session: Session) {
    this.writer.run(CompiledQuery.raw("commit"));
    this.#leave(session);
  }

  /** Comes after a failed commit, too, and SQLite has rolled back by itself when the disk is full. */
  async rollbackTransaction(session: Session) {
    try {
      if (this.writer.isInTransaction) this.writer.run(CompiledQuery.raw("rollback"));
    } finally {
      this.#leave(session);
    }
  }

  async savepoint(_session: Session, name: string) {
    this.writer.run(CompiledQuery.raw(`savepoint ${name}`));
  }

  async rollbackToSavepoint(_session: Session, name: string) {
    this.writer.run(CompiledQuery.raw(`rollback to ${name}`));
  }

  async releaseSavepoint(_session: Session, name: string) {
    this.writer.run(CompiledQuery.raw(`release ${name}`));
  }

  async destroy() {
    this.reader.close();
    this.writer.close();
  }

  #leave(session: Session) {
    session.endTurn?.();
    session.endTurn = undefined;
  }
}

class TwoConnectionAdapter extends SqliteAdapter {
  /** Sessions are many; the driver itself lets only one write at a time. */
  override get supportsMultipleConnections() {
    return true;
  }

  /** Kysely says no for old drivers' sake. With it, all migrations run in one transaction. */
  override get supportsTransactionalDdl() {
    return true;
  }
}
