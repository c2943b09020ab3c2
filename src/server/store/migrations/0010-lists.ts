import { type Kysely, sql } from "kysely";
import { sortKeys } from "../leads/search-index.ts";
import type { Tables } from "../tables.ts";

/** What leads are sorted and filtered by beyond the five filters. */
export async function up(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable("leads")
    .addColumn("name_key", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await schema.alterTable("leads").addColumn("country_key", "text").execute();
  await keyLeads(db);
  await createSortIndexes(db);
  await createOptInIndexes(db);
  await sql`analyze`.execute(db);
}

async function keyLeads(db: Kysely<Tables>): Promise<void> {
  const leads = await db
    .selectFrom("leads")
    .select(["seq", "first_name", "last_name", "phone_country"])
    .execute();
  for (const { seq, ...lead } of leads) {
    await db.updateTable("leads").set(sortKeys(lead)).where("seq", "=", seq).execute();
  }
}

/** Each in the order of a list, to its last term. */
async function createSortIndexes({ schema }: Kysely<Tables>) {
  const sorted = {
    name: ["name_key", "id"],
    updated: ["updated_at", "id"],
    next_touch_point: ["next_touch_point_at", "id"],
    country: ["country_key", "created_at desc"],
  };
  for (const [name, columns] of Object.entries(sorted)) {
    await schema.createIndex(`leads_by_${name}`).on("leads").columns(columns).execute();
  }
}

async function createOptInIndexes({ schema }: Kysely<Tables>) {
  for (const column of ["provider_form_name", "utm_campaign"]) {
    await schema
      .createIndex(`opt_ins_by_${column}`)
      .on("opt_ins")
      .columns([column, "lead"])
      .where(sql.ref(column), "is not", null)
      .execute();
  }
}
