import { DatabaseSync } from "node:sqlite";
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { StoreFailure } from "../store-failure.ts";
import { type FileWatch, TwoConnectionDriver } from "./driver.ts";
import { openExisting } from "./connect.ts";
import { asFailure, kindOf } from "./failures.ts";
import { FilePlace } from "./file-place.ts";
import { Probe } from "./probe.ts";
import { notOurs, schemaOf } from "./schema.ts";
import { waitForLock } from "./locks/wait-for-lock.ts";

/**
 * One file, two connections: what writes goes through the one, what reads through the other, so
 * nobody sees the rows of a transaction that is still open. Neither ever waits with the thread.
 */

/** How long another process' lock is waited for, in milliseconds: less than a browser waits for us. */
const PATIENCE = 5_000;

/** The same while the tables are brought up to date, which another process may be doing. */
const PATIENCE_AT_START = 60_000;

/** How long the probe waits: whoever asks for it asks again. */
const PROBE_PATIENCE = 500;

/**
 * WAL: readers and the writer don't wait for each other. The limit, in bytes, gives back the space
 * that one large transaction took in the log.
 */
const LOG_PRAGMAS = `
  pragma journal_mode = wal;
  pragma journal_size_limit = 67108864;
`;

/**
 * In KiB, for either: an index of 100,000 leads doesn't fit into SQLite's own default of 2 MiB, and
 * a large transaction would write its pages out and read them back again and again.
 */
const CACHE_PRAGMA = "pragma cache_size = -32768";

/** FULL: what was answered is on the disk. */
const WRITER_PRAGMAS = `${CACHE_PRAGMA}; pragma synchronous = full`;

/** As SQLite advises at the opening of a connection that lives long: tables whose size has changed. */
const OPTIMIZE_PRAGMA = "pragma optimize = 0x10002";

export interface FileOptions {
  /** Whether a file that isn't there is made, and one that is may be turned to our way of writing. */
  readonly isOwned: boolean;
  readonly watch?: FileWatch;
}

/** A SQLite file: for Kysely a dialect, and a number that changes with every commit to it. */
export interface SqliteFile {
  readonly dialect: Dialect;
  /** The migrations that were applied when it was opened. */
  readonly applied: readonly string[];
  version(): number;
  /** Does something while foreign keys aren't checked and others' locks are waited for longer. */
  migrating(work: () => Promise<void>): Promise<void>;
  /** Makes what looks whether the file can still be read from the disk. To be called after migrating. */
  openProbe(): Promise<() => Promise<void>>;
  close(): void;
}

/** Opens the file at `path`; its folder must exist. Throws what SQLite throws. */
export async function openSqliteFile(
  path: string,
  { isOwned, watch = UNWATCHED }: FileOptions,
): Promise<SqliteFile> {
  const connections: DatabaseSync[] = [];
  const connect = (readOnly: boolean) => {
    const connection =
      isOwned || readOnly ? new DatabaseSync(path, { readOnly }) : openExisting(path);
    connections.push(connection);
    return connection;
  };
  // The writer last: when it goes, SQLite brings the log into the file.
  const close = () => {
    for (const connection of connections.splice(0).toReversed()) connection.close();
  };
  try {
    return await open(path, { isOwned, watch, connect, close });
  } catch (error) {
    close();
    throw error;
  }
}

const UNWATCHED: FileWatch = { failed: () => {}, written: () => {} };

/** Another program's database is left alone, even if it was named by mistake. */
function readApplied(database: DatabaseSync, path: string): readonly string[] {
  const schema = schemaOf(database);
  if (schema === "foreign") throw notOurs(path);
  return schema === "empty" ? [] : schema;
}

const atStart = <T>(step: () => T): Promise<T> => waitForLock(step, PATIENCE_AT_START);

interface Opening extends Required<FileOptions> {
  readonly connect: (readOnly: boolean) => DatabaseSync;
  readonly close: () => void;
}

async function open(
  path: string,
  { isOwned, watch, connect, close }: Opening,
): Promise<SqliteFile> {
  let patience = PATIENCE;
  const writer = connect(false);
  const reader = connect(true);
  const applied = await atStart(() => readApplied(writer, path));
  await atStart(() => writer.exec(WRITER_PRAGMAS));
  if (isOwned) await atStart(() => writer.exec(LOG_PRAGMAS));
  await atStart(() => reader.exec(CACHE_PRAGMA));
  const version = await atStart(() => versionOf(reader));
  const place = new FilePlace(path);
  return {
    dialect: {
      createDriver: () =>
        new TwoConnectionDriver({ writer, reader, place, watch, patience: () => patience, close }),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new TwoConnectionAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    applied,
    version,
    async migrating(work) {
      patience = PATIENCE_AT_START;
      writer.exec("pragma foreign_keys = off");
      await work();
      writer.exec("pragma foreign_keys = on");
      writer.exec(OPTIMIZE_PRAGMA);
      patience = PATIENCE;
    },
    async openProbe() {
      const database = connect(true);
      const probe = await waitForLock(() => new Probe(database, place), PATIENCE);
      return () => askProbe(probe);
    },
    close,
  };
}

/** Reads the number that changes with every commit; while that is locked away it is the last known. */
function versionOf(reader: DatabaseSync): () => number {
  const dataVersion = reader.prepare("pragma data_version");
  const read = () => Number(dataVersion.get()?.["data_version"]);
  let last = read();
  return () => {
    try {
      last = read();
    } catch (error) {
      if (kindOf(error) !== "busy") throw asFailure(error, "read");
    }
    return last;
  };
}

/** What SQLite finds wrong with a query that worked before is the fault of the file. */
async function askProbe(probe: Probe): Promise<void> {
  try {
    await waitForLock(() => probe.check(), PROBE_PATIENCE);
  } catch (error) {
    const failure = asFailure(error, "read");
    throw failure instanceof StoreFailure ? failure : new StoreFailure("damaged", "read", error);
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
