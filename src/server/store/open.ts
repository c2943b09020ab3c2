import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Kysely, type Transaction } from "kysely";
import { migrate, pendingMigrations, refuseNewer } from "./migrate.ts";
import type { FileWatch } from "./sqlite/driver.ts";
import { type FileOptions, openSqliteFile, type SqliteFile } from "./sqlite/file.ts";
import { asProblem } from "./sqlite/inspect.ts";
import { type Release, shareUse } from "./sqlite/locks/use-lock.ts";
import { DatabaseProblem } from "./store-failure.ts";
import type { Tables } from "./tables.ts";
import { WriteQueue } from "./write-queue.ts";

/** The open database. Every function of the store takes it first. */
export interface Store {
  /** Outside of transactions it shows what is committed, and a write of one query waits its turn. */
  readonly db: Kysely<Tables>;
  /** As better-auth wants it named beside `db`. */
  readonly dialect: "sqlite";
  /**
   * Runs `work` in a transaction, after those who asked before, and resolves once it is durable.
   * When `work` throws, nothing of it stays and the error comes out here. Writers that wait at the
   * same time share one commit, so `work` must wait for nothing but the database, and write by `tx`
   * alone: a write by `db` would wait for `work` itself.
   * @throws {StoreFailure} when the database can't be written to
   */
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Differs from before whenever anything was committed, by this process or another. */
  version(): number;
  /**
   * Looks whether the database can still be read from the disk.
   * @throws {StoreFailure} when it can't
   */
  probe(): Promise<void>;
  /** Waits for writes that were asked for, then closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the database at `url` (`file:PATH`), makes it if there is none, and brings its tables up
 * to date. Another process' lock is waited for.
 * @param watch told of what becomes of the file while it is open
 * @throws {DatabaseProblem} when it can't be opened, is another program's or a newer version's, or
 *   is being restored
 */
export async function openStore(url: string, watch?: FileWatch): Promise<Store> {
  const path = filePath(url);
  mkdirSync(dirname(path), { recursive: true });
  const options = { isOwned: true, ...(watch && { watch }) };
  return open(path, options, (file, db) => file.migrating(() => migrate(db)));
}

/**
 * Opens the database at `url` as it is: nothing is made, nothing is brought up to date.
 * @throws {DatabaseProblem} when there is none that this version can use
 */
export async function openExistingStore(url: string): Promise<Store> {
  const path = filePath(url);
  refuseMissing(path);
  return open(path, { isOwned: false }, async ({ applied }) => refusePending(path, applied));
}

async function open(
  path: string,
  options: FileOptions,
  prepare: (file: SqliteFile, db: Kysely<Tables>) => Promise<void>,
): Promise<Store> {
  refuseFolder(path);
  const release = await shareUse(path, options.isOwned);
  if (!release) throw new DatabaseProblem(`${resolve(path)} is being restored: try again later`);
  let file: SqliteFile | undefined;
  try {
    file = await openSqliteFile(path, options);
    const db = new Kysely<Tables>({ dialect: file.dialect });
    refuseNewer(path, file.applied);
    await prepare(file, db);
    return storeOf(db, file, await file.openProbe(), release);
  } catch (error) {
    file?.close();
    release();
    throw asProblem(error, path);
  }
}

function storeOf(
  db: Kysely<Tables>,
  file: SqliteFile,
  probe: Store["probe"],
  release: Release,
): Store {
  const queue = new WriteQueue(db);
  return {
    db,
    dialect: "sqlite",
    write: (work) => queue.add(work),
    version: () => file.version(),
    probe,
    async close() {
      await queue.idle();
      await db.destroy();
      file.close();
      release();
    },
  };
}

function refuseFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new DatabaseProblem(`${resolve(path)} is a folder: DATABASE_URL must name a file`);
}

/** @throws {DatabaseProblem} when there is no database at `path` */
export function refuseMissing(path: string): void {
  refuseFolder(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && found.size > 0) return;
  throw new DatabaseProblem(
    found
      ? `${resolve(path)} is empty: start the server once`
      : `There is no database at ${resolve(path)}: start the server once, or set DATABASE_URL to where it is`,
  );
}

/** @throws {DatabaseProblem} when an empty or older database was never started with this version */
function refusePending(path: string, applied: readonly string[]): void {
  if (pendingMigrations(applied).length === 0) return;
  throw new DatabaseProblem(
    `${resolve(path)} is from an older version of this program: start the server once, which brings it up to date`,
  );
}

/** Where the file of a `file:PATH` is. Relative paths are allowed, so it is none for `new URL`. */
export function filePath(url: string): string {
  const [, path] = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url) ?? [];
  if (!path) throw new Error(`The store takes file:PATH, not ${url.split(":", 1)[0]}:`);
  return path;
}
