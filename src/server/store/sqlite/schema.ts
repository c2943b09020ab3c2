import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { DatabaseProblem } from "../store-failure.ts";

/**
 * Whose tables are in a database: nobody's yet, another program's, or ours, by the names of the
 * migrations that were applied.
 */
export type Schema = "empty" | "foreign" | readonly string[];

export function schemaOf(database: DatabaseSync): Schema {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  if (tables.length === 0) return "empty";
  if (!tables.some(({ name }) => name === "kysely_migration")) return "foreign";
  const migrations = database.prepare("select name from kysely_migration order by name").all();
  return migrations.map(({ name }) => String(name));
}

export const notOurs = (path: string): DatabaseProblem =>
  new DatabaseProblem(`${resolve(path)} is a database of another program`);
