import type { ColumnDefinitionBuilder, Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Work on many things in the background, and what came of each of them.
 * @param numbered a database's own way to say that a column numbers its rows
 */
export const jobs = (
  numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("jobs")
      .addColumn("seq", "integer", numbered)
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("actor_kind", "text", (column) => column.notNull())
      .addColumn("actor_id", "text")
      .addColumn("actor_name", "text", (column) => column.notNull())
      .addColumn("args", "text", (column) => column.notNull())
      .addColumn("made_at", "bigint", (column) => column.notNull())
      .addColumn("started_at", "bigint")
      .addColumn("ended_at", "bigint")
      .addColumn("total", "integer", (column) => column.notNull())
      .addColumn("done", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("failed", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("skipped", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("holder", "text")
      .addColumn("until", "bigint")
      .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("error", "text")
      .execute();
    await db.schema.createIndex("jobs_by_state").on("jobs").columns(["state", "seq"]).execute();
    await db.schema
      .createTable("job_items")
      .addColumn("job", "integer", (column) =>
        column.notNull().references("jobs.seq").onDelete("cascade"),
      )
      .addColumn("place", "integer", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull().defaultTo("waiting"))
      .addColumn("result", "text")
      .addPrimaryKeyConstraint("job_items_key", ["job", "place"])
      .execute();
  },
});
