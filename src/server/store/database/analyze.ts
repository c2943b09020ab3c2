import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

/**
 * Has the database look how the values of its columns are spread, by which it chooses among its
 * indexes. For when many rows have come at once; a start does it where much has changed.
 */
export async function analyze(db: Kysely<Tables>): Promise<void> {
  await sql`analyze`.execute(db);
}
