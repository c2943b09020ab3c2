import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { notOurs, schemaOf } from "./schema.ts";

/** How long another process' lock is waited for where nobody else has this thread, in milliseconds. */
const PATIENCE = 10_000;

/** Opens the file at `path`, and makes none. */
export function openExisting(path: string, timeout = 0): DatabaseSync {
  const url = pathToFileURL(path);
  url.search = "?mode=rw";
  return new DatabaseSync(url, { timeout });
}

/**
 * Opens the file at `path` to read it.
 * @param isOurs whether it is the database in its place. Then nothing is left beside it afterwards
 *   that wasn't there before; a connection that can't write leaves a log. Anything else is never
 *   written to.
 */
export function openToRead(path: string, isOurs: boolean): DatabaseSync {
  const reader = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
  if (!isOurs) return reader;
  // One that can't be read isn't closed by what could write: SQLite would remove its log.
  try {
    schemaOf(reader);
  } finally {
    reader.close();
  }
  const database = openExisting(path, PATIENCE);
  database.exec("pragma query_only = on");
  return database;
}

/** @throws {DatabaseProblem} when there are another program's tables in the database at `path` */
function refuseForeign(path: string): void {
  const database = openToRead(path, true);
  try {
    if (schemaOf(database) === "foreign") throw notOurs(path);
  } finally {
    database.close();
  }
}

/**
 * Brings what the log of the database at `path` holds into its file, and ends the log. Throws when
 * someone else has it open, and before anything is changed when it can't be read or isn't ours.
 */
export function endLog(path: string): void {
  refuseForeign(path);
  const database = openExisting(path);
  try {
    database.exec("pragma journal_mode = delete");
  } finally {
    database.close();
  }
}
