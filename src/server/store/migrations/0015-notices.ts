import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { newsOf } from "../events/changes.ts";
import type { Tables } from "../tables.ts";

/** What open pages are told of, for all servers of a database. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("events")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("news", "text", (column) => column.notNull())
    .execute();
  // All others come behind one.
  const first = { seq: 0, id: randomBytes(6).toString("hex"), news: JSON.stringify(newsOf({})) };
  await db.insertInto("events").values(first).execute();
}
