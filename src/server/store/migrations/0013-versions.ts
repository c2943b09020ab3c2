import type { Kysely } from "kysely";
import { createVersionTriggers } from "../sqlite/version-triggers.ts";
import type { Tables } from "../tables.ts";

/** By which what is kept of small tables in memory is known to be out of date. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("versions")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("n", "bigint", (column) => column.notNull())
    .execute();
  await db.insertInto("versions").values({ name: "dictionary", n: 0 }).execute();
  await createVersionTriggers(db, "dictionary", ["statuses", "people", "lead_sources"]);
}
