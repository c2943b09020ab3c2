import type { Kysely } from "kysely";

/** When an account was closed, and how often passwords were tried, by hashed keys. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable("user").addColumn("disabledAt", "date").execute();
  await schema
    .createTable("attempts")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("attempts_by_end").on("attempts").column("until").execute();
}
