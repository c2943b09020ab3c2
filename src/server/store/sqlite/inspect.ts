import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { DatabaseProblem } from "../store-failure.ts";
import { openToRead } from "./connect.ts";
import { kindOf } from "./failures.ts";
import { notOurs, schemaOf } from "./schema.ts";

const LINES = {
  damaged: "is damaged, or no database",
  busy: "is kept by another program",
  faulty: "can't be read: look at its permissions and its disk",
  full: "can't be read: the disk is full",
  "read-only": "can't be read: its folder may not be written to",
  displaced: "was moved or removed",
} as const;

/** What stops one from opening or reading the database at `path`, in one line; any other error as it is. */
export function asProblem(error: unknown, path: string): unknown {
  const kind = kindOf(error);
  return kind ? new DatabaseProblem(`${resolve(path)} ${LINES[kind]}`) : error;
}

/**
 * Reads a database of this program without changing anything in it, all as it is at one moment.
 * @param read gets a connection, and the names of the migrations that were applied
 * @param given where the database isn't the one in its place, the name that the operator knows it by
 * @throws {DatabaseProblem} when it can't be read, or isn't one of ours
 */
export function inspect<T>(
  path: string,
  read: (database: DatabaseSync, applied: readonly string[]) => T,
  given?: string,
): T {
  const name = given ?? path;
  let database: DatabaseSync | undefined;
  try {
    database = openToRead(path, given === undefined);
    database.exec("begin");
    const schema = schemaOf(database);
    if (schema === "foreign") throw notOurs(name);
    if (schema === "empty") throw new DatabaseProblem(`${resolve(name)} is empty`);
    return read(database, schema);
  } catch (error) {
    throw asProblem(error, name);
  } finally {
    database?.close();
  }
}

/**
 * What SQLite finds wrong with the file itself, some of it; nothing: it is whole.
 * @param how quick: without comparing indexes with their tables
 */
export const faultsOf = (database: DatabaseSync, how: "quick" | "whole"): string[] =>
  database
    .prepare(how === "quick" ? "pragma quick_check(5)" : "pragma integrity_check(5)")
    .all()
    .map((row) => String(Object.values(row)[0]))
    .filter((line) => line !== "ok");
