import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { asFailure } from "./failures.ts";
import { CommitListeners, type Watch } from "../database/commit-listeners.ts";
import type { StoreWatch } from "../database/database.ts";
import { ThreadedDriver } from "./driver.ts";
import type { Opening, Role } from "./threads/protocol.ts";
import { ReaderPool } from "./threads/reader-pool.ts";
import { Writer } from "./threads/writer.ts";
import { giveBackSpace } from "./vacuum.ts";

/**
 * One file and several threads with a connection each: what writes goes through one of them, what
 * reads through the others, so nobody sees the rows of a transaction that is still open, and the
 * main thread waits for none.
 */

/** How long another process' lock is waited for, in milliseconds: less than a browser waits for us. */
const PATIENCE = 5_000;

/** The same while the tables are brought up to date, which another process may be doing. */
const PATIENCE_AT_START = 60_000;

/** How long the probe waits: whoever asks for it asks again. */
const PROBE_PATIENCE = 500;

/** So soon it is noticed that another process has committed something, in milliseconds. */
const LOOK_MS = 1_000;

/** As SQLite advises at the opening of a connection that lives long: tables whose size has changed. */
const OPTIMIZE_PRAGMA = "pragma optimize = 0x10002";

export interface FileOptions {
  /** Whether a file that isn't there is made, and one that is may be turned to our way of writing. */
  readonly isOwned: boolean;
  readonly watch?: StoreWatch;
}

/** A SQLite file: for Kysely a dialect, and a number that changes with every commit to it. */
export interface SqliteFile {
  readonly dialect: Dialect;
  /** The migrations that were applied when it was opened. */
  readonly applied: readonly string[];
  version(): Promise<string>;
  onCommit(listener: () => void): () => void;
  /** Does something while foreign keys aren't checked and others' locks are waited for longer. */
  migrating(work: () => Promise<void>): Promise<void>;
  /** Looks whether the file can still be read from the disk. To be called after migrating. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

const UNWATCHED: StoreWatch = { failed: () => {}, written: () => {} };

/** Opens the file at `path`; its folder must exist. Throws what SQLite throws. */
export async function openSqliteFile(
  path: string,
  { isOwned, watch = UNWATCHED }: FileOptions,
): Promise<SqliteFile> {
  let patience = PATIENCE;
  const openingOf = (role: Role, place?: Opening["place"]) => ({ role, path, isOwned, place });
  const writer = await Writer.open(openingOf("writer"));
  const { applied, place } = writer.opened;
  const readers = new ReaderPool(openingOf("reader", place));
  const commits = new CommitListeners(lookForCommits(() => writer.version()));
  const written = () => {
    watch.written();
    commits.notify();
  };
  // The writer last: when it goes, SQLite brings the log into the file.
  async function close() {
    commits.close();
    await readers.close();
    await writer.close();
  }
  const ask = (sql: string) =>
    writer.ask("write", { query: { sql, parameters: [] }, patience: PATIENCE_AT_START });
  return {
    dialect: {
      createDriver: () =>
        new ThreadedDriver({
          writer,
          readers,
          watch: { ...watch, written },
          patience: () => patience,
          close,
        }),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new ThreadedAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    applied,
    version: () => writer.version(),
    onCommit: (listener) => commits.add(listener),
    async migrating(work) {
      patience = PATIENCE_AT_START;
      await ask("pragma foreign_keys = off");
      await work();
      await ask("pragma foreign_keys = on");
      await giveBackSpace(ask);
      await ask(OPTIMIZE_PRAGMA);
      patience = PATIENCE;
    },
    async probe() {
      try {
        await writer.ask("probe", { patience: PROBE_PATIENCE });
      } catch (error) {
        throw asFailure(error, "read");
      }
    },
    close,
  };
}

/** Other processes' commits are known by the file's version alone. */
const lookForCommits =
  (version: () => Promise<string>): Watch =>
  (tell) => {
    let last: string | undefined;
    const look = async () => {
      // What can't be read now is with a later look.
      const found = await version().catch(() => last);
      if (found !== last) tell();
      last = found;
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS).unref();
    return () => clearInterval(timer);
  };

class ThreadedAdapter extends SqliteAdapter {
  /** Sessions are many; the driver itself lets only one write at a time. */
  override get supportsMultipleConnections() {
    return true;
  }

  /** Kysely says no for old drivers' sake. With it, all migrations run in one transaction. */
  override get supportsTransactionalDdl() {
    return true;
  }
}
