import type { Kysely } from "kysely";

/** How each person has laid out the columns of each view. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("column_layouts")
    .addColumn("person", "text", (column) =>
      column.notNull().references("user.id").onDelete("cascade"),
    )
    .addColumn("view", "text", (column) => column.notNull())
    .addColumn("layout", "text", (column) => column.notNull())
    .addColumn("saved_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("column_layouts_key", ["person", "view"])
    .execute();
}
