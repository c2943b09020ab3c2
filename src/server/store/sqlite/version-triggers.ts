import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

const CHANGES = ["insert", "update", "delete"] as const;

/** Counts in `versions` under that name whenever one of the tables changes, whoever writes. */
export async function createVersionTriggers(
  db: Kysely<Tables>,
  name: string,
  tables: readonly (keyof Tables)[],
): Promise<void> {
  for (const table of tables) {
    for (const change of CHANGES) {
      const trigger = `create trigger ${table}_version_${change} after ${change} on ${table}
        begin update versions set n = n + 1 where name = '${name}'; end`;
      await sql.raw(trigger).execute(db);
    }
  }
}
