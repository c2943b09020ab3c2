import type { ColumnDefinitionBuilder, Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Saved views, and the one that each person begins with.
 * @param numbered a database's own way to say that a column numbers its rows
 */
export const views = (
  numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
): Migration => ({
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await schema
      .createTable("views")
      .addColumn("seq", "integer", numbered)
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("owner_name", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("query", "text", (column) => column.notNull())
      .addColumn("shared", "integer", (column) => column.notNull())
      .addColumn("place", "integer", (column) => column.notNull())
      .addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
      .addColumn("changed_by", "text", (column) => column.notNull())
      .addColumn("deleted_at", "bigint")
      .execute();
    await schema.createIndex("views_by_owner").on("views").column("owner").execute();
    await schema
      .createTable("default_views")
      .addColumn("person", "text", (column) => column.primaryKey())
      .addColumn("view", "text", (column) => column.notNull())
      .execute();
  },
});
