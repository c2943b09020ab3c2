import { DatabaseSync } from "node:sqlite";
import type { CompiledQuery } from "kysely";
import { filePath } from "./sqlite/file-path.ts";

export const FULL_SORT = "USE TEMP B-TREE FOR ORDER BY";

/** How SQLite goes about a query on the database at `url`. */
export function planOf(url: string, { sql, parameters }: CompiledQuery): string {
  const database = new DatabaseSync(filePath(url), { readOnly: true });
  const steps = database
    .prepare(`explain query plan ${sql}`)
    .all(...parameters.map((value) => (typeof value === "number" ? value : String(value))));
  database.close();
  return steps.map(({ detail }) => String(detail)).join("; ");
}
