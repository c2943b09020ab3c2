import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { realPath } from "../real-path.ts";
import { kindOf } from "../failures.ts";
import { waitForLock } from "./wait-for-lock.ts";

/**
 * Who uses a database, across processes: a file beside it that all share who have the database
 * open, of whom one may serve it, and that one must have alone who puts another database in its
 * place. The locks are those
 * that SQLite puts on files, on every system, so they end with their process, however it ends. The
 * database's own locks wouldn't do: they stay with a file that is moved away.
 */
const lockFile = (path: string) => `${realPath(path)}.lock`;

/** How long the end of a restore is waited for, in milliseconds, … */
const PATIENCE = 5_000;

/** … and that of a server that has just been told to stop. */
const PATIENCE_WITH_SERVER = 2_000;

/** Ends a lock. */
export type Release = () => void;

/**
 * Says that the database at `path` is in use, until released.
 * @param isMaker whether to make the lock's file; where there is none, nobody restores either
 * @returns `null` while someone has the database alone
 */
export async function shareUse(path: string, isMaker: boolean): Promise<Release | null> {
  const file = lockFile(path);
  if (!isMaker && !existsSync(file)) return () => {};
  return lock(file, !isMaker, (database) => {
    // What is read in it stays locked until it ends.
    database.exec("begin");
    return waitForLock(() => database.exec("select 1 from sqlite_schema"), PATIENCE);
  });
}

/**
 * Makes this process the server of the database at `path`, until released; `null` when there is one.
 * Beside it others may use the database.
 */
export const serveAlone = (path: string): Promise<Release | null> =>
  lock(lockFile(path), false, (database) =>
    // SQLite lets one at a time be about to write. Nothing ever is.
    waitForLock(() => database.exec("begin immediate"), PATIENCE_WITH_SERVER),
  );

/** Has the database at `path` alone, until released; `null` when another process uses it. */
export const takeAlone = (path: string): Promise<Release | null> =>
  lock(lockFile(path), false, async (database) => database.exec("begin exclusive"));

async function lock(
  file: string,
  readOnly: boolean,
  begin: (database: DatabaseSync) => Promise<void>,
): Promise<Release | null> {
  const database = new DatabaseSync(file, { readOnly });
  try {
    await begin(database);
  } catch (error) {
    database.close();
    if (kindOf(error) === "busy") return null;
    throw error;
  }
  return () => {
    if (database.isOpen) database.close();
  };
}
