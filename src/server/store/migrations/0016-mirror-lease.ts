import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";

/** By which several servers agree on the one that asks Hermon, and ask it themselves. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("mirror_lease")
    .addColumn("term", "integer", (column) => column.notNull())
    .addColumn("session", "integer", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .addColumn("paused_until", "bigint", (column) => column.notNull())
    .addColumn("state", "text")
    .execute();
  const never = { term: 0, session: 0, until: 0, paused_until: 0 };
  await db.insertInto("mirror_lease").values(never).execute();
  await db.schema
    .createTable("mirror_calls")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("input", "text")
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("term", "integer")
    .addColumn("answer", "text")
    .execute();
}
