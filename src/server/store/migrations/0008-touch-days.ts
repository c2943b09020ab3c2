import type { Kysely } from "kysely";

/**
 * Hermon may give a day where we have a time: "2026-06-01" is the same day everywhere. The times
 * stay as they are, to be sorted by; a flag beside each says that it is a day.
 */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  const flags = {
    leads: ["next_touch_point_is_day", "created_is_day", "updated_is_day"],
    opt_ins: ["created_is_day"],
  };
  for (const [table, columns] of Object.entries(flags)) {
    for (const name of columns) {
      await schema
        .alterTable(table)
        .addColumn(name, "integer", (column) => column.notNull().defaultTo(0))
        .execute();
    }
  }
}
