import { type Kysely, sql } from "kysely";

/** The opt-ins of a form in the order of their list; which leads they are of still stands in the index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("opt_ins_by_provider_form_name").execute();
  await db.schema
    .createIndex("opt_ins_by_provider_form_name")
    .on("opt_ins")
    .columns(["provider_form_name", "created_at desc", "lead"])
    .where(sql.ref("provider_form_name"), "is not", null)
    .execute();
  await sql`analyze`.execute(db);
}
