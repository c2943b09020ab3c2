import { DatabaseSync } from "node:sqlite";
import { StoreFailure } from "../../store-failure.ts";
import { openExisting } from "../connect.ts";
import { asFailure, kindOf } from "../failures.ts";
import { FilePlace } from "../file-place.ts";
import { waitForLock } from "../locks/wait-for-lock.ts";
import { Probe } from "../probe.ts";
import { notOurs, schemaOf } from "../schema.ts";
import { Statements } from "../statements.ts";
import type { Opened, Opening, Operation, Operations, Query, Result, Role } from "./protocol.ts";

/** A connection with its file, and all that can be asked of it. Runs in a thread of its own. */

/** How long another process' lock is waited for at the opening, in milliseconds. */
const PATIENCE_AT_START = 60_000;

/**
 * WAL: readers and the writer don't wait for each other. The limit, in bytes, gives back the space
 * that one large transaction took in the log.
 */
const LOG_PRAGMAS = `
  pragma journal_mode = wal;
  pragma journal_size_limit = 67108864;
`;

/**
 * `cache_size` in KiB. The writer's is large, since a large transaction would write its pages out and
 * read them back again and again. Readers are several, and the operating system keeps the same pages
 * for all of them. FULL: what was answered is on the disk.
 */
const PRAGMAS: Readonly<Record<Role, string>> = {
  writer: "pragma cache_size = -32768; pragma synchronous = full",
  reader: "pragma cache_size = -4096",
  observer: "pragma cache_size = 0",
};

const atStart = <T>(step: () => T): Promise<T> => waitForLock(step, PATIENCE_AT_START);

/** Another program's database is left alone, even if it was named by mistake. */
function readApplied(database: DatabaseSync, path: string): readonly string[] {
  const schema = schemaOf(database);
  if (schema === "foreign") throw notOurs(path);
  return schema === "empty" ? [] : schema;
}

type Answers = {
  readonly [O in Operation]: (
    ask: Operations[O]["ask"],
  ) => Promise<Operations[O]["answer"]> | Operations[O]["answer"];
};

export class Connection implements Answers {
  readonly opened: Opened;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #place: FilePlace;
  readonly #probe: Probe | undefined;
  #version = 0;

  /** Throws what SQLite throws. */
  static async open(opening: Opening): Promise<Connection> {
    const { role, path, isOwned } = opening;
    const database =
      role === "writer" && !isOwned
        ? openExisting(path)
        : new DatabaseSync(path, { readOnly: role !== "writer" });
    try {
      const applied = role === "writer" ? await atStart(() => readApplied(database, path)) : [];
      await atStart(() => database.exec(PRAGMAS[role]));
      if (role === "writer" && isOwned) await atStart(() => database.exec(LOG_PRAGMAS));
      // What is read first makes the log's file, too.
      await atStart(() => schemaOf(database));
      const place = new FilePlace(path, opening.place);
      place.check("read");
      const probe =
        role === "observer" ? await atStart(() => new Probe(database, place)) : undefined;
      return new Connection(database, place, applied, probe);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(
    database: DatabaseSync,
    place: FilePlace,
    applied: readonly string[],
    probe: Probe | undefined,
  ) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#place = place;
    this.#probe = probe;
    this.opened = { applied, place: place.place };
  }

  run({ query, before, place, patience }: Operations["run"]["ask"]): Promise<Result> | Result {
    if (place === "alone") return waitForLock(() => this.#runAll(before, query), patience);
    // After some failures SQLite rolls back by itself; what comes next must not be committed alone.
    if (!this.#database.isTransaction) throw new Error("The transaction was rolled back");
    return this.#runAll(before, query);
  }

  write({ query, patience }: Operations["write"]["ask"]): Promise<Result> {
    return waitForLock(() => {
      this.#prepareToWrite();
      return this.#statements.run(query);
    }, patience);
  }

  /** IMMEDIATE: the lock is taken before anything is read, so no transaction fails half-way. */
  begin({ patience }: Operations["begin"]["ask"]): Promise<null> {
    return waitForLock(() => {
      this.#prepareToWrite();
      this.#statements.exec("begin immediate");
      return null;
    }, patience);
  }

  commit({ before, patience }: Operations["commit"]["ask"]): Promise<null> {
    if (!this.#database.isTransaction) throw new Error("The transaction was rolled back");
    for (const query of before) this.#statements.run(query);
    return waitForLock(() => {
      this.#statements.exec("commit");
      return null;
    }, patience);
  }

  /** Comes after a failed commit, too, and SQLite has rolled back by itself when the disk is full. */
  rollback(): null {
    if (this.#database.isTransaction) this.#statements.exec("rollback");
    return null;
  }

  /** What SQLite finds wrong with a query that worked before is the fault of the file. */
  async probe({ patience }: Operations["probe"]["ask"]): Promise<null> {
    try {
      await waitForLock(() => this.#probe?.check(), patience);
      return null;
    } catch (error) {
      const failure = asFailure(error, "read");
      throw failure instanceof StoreFailure ? failure : new StoreFailure("damaged", "read", error);
    }
  }

  /** While it is locked away it is the last known. */
  version(): number {
    try {
      const { rows } = this.#statements.run({ sql: "pragma data_version", parameters: [] });
      this.#version = Number(rows[0]?.[0]);
    } catch (error) {
      if (kindOf(error) !== "busy") throw error;
    }
    return this.#version;
  }

  close(): null {
    this.#statements.forget();
    this.#database.close();
    return null;
  }

  #runAll(before: readonly Query[], query: Query): Result {
    for (const one of before) this.#statements.run(one);
    return this.#statements.run(query);
  }

  #prepareToWrite(): void {
    this.#place.check("write");
    // Left open by a rollback that failed.
    this.rollback();
  }
}
