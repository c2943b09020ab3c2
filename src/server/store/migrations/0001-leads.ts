import { type Kysely, sql } from "kysely";

/** Leads with all that belongs to them, and the counts that make their totals exact and cheap. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDictionaries(db);
  await createLeads(db);
  await createLeadCounts(db);
  await createOptIns(db);
  await createStatusChanges(db);
  await createKeysAndFacts(db);
}

async function createDictionaries({ schema }: Kysely<unknown>) {
  await schema
    .createTable("people")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("name", "text")
    .addColumn("clerk_user_id", "text", (column) => column.unique())
    .execute();
  await schema
    .createTable("statuses")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("description", "text")
    .addColumn("text_color", "text")
    .addColumn("bg_color", "text")
    .execute();
  await schema
    .createTable("lead_sources")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .execute();
}

async function createLeads({ schema }: Kysely<unknown>) {
  await schema
    .createTable("leads")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("first_name", "text", (column) => column.notNull())
    .addColumn("last_name", "text")
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("email_key", "text", (column) => column.notNull())
    .addColumn("phone_e164", "text")
    .addColumn("phone_country", "text")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("status", "integer", (column) => column.notNull().references("statuses.seq"))
    .addColumn("setter", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("closer", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("triager", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("next_touch_point_at", "bigint")
    .addColumn("next_touch_point_type", "text")
    .addColumn("first_source", "integer", (column) => column.references("lead_sources.seq"))
    .addColumn("last_source", "integer", (column) => column.references("lead_sources.seq"))
    .addColumn("latest_note", "text")
    .addColumn("billing_details", "text")
    .addColumn("ai_source_summary", "text")
    .addColumn("notes", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("appointments", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("contracts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("payments", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("opt_ins", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("leads_by_email").on("leads").column("email_key").execute();
  await createLeadListIndexes(schema);
}

const FILTERED = ["source", "status", "setter", "closer", "triager"];

/**
 * One index for the list as it stands, one for each filter, one for all filters together. All hold
 * the order of the list and every filtered column, so that a page under any filter is found without
 * touching a lead that isn't on it.
 */
async function createLeadListIndexes(schema: Kysely<unknown>["schema"]) {
  const order = ["created_at desc", "id"];
  await schema
    .createIndex("leads_by_created")
    .on("leads")
    .columns([...order, ...FILTERED])
    .execute();
  await schema
    .createIndex("leads_by_group")
    .on("leads")
    .columns([...FILTERED, ...order])
    .execute();
  for (const column of FILTERED) {
    const others = FILTERED.filter((other) => other !== column);
    await schema
      .createIndex(`leads_by_${column}`)
      .on("leads")
      .columns([column, ...order, ...others])
      .execute();
  }
}

async function createLeadCounts({ schema }: Kysely<unknown>) {
  await schema
    .createTable("lead_counts")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("status", "integer", (column) => column.notNull())
    .addColumn("setter", "integer", (column) => column.notNull())
    .addColumn("closer", "integer", (column) => column.notNull())
    .addColumn("triager", "integer", (column) => column.notNull())
    .addColumn("n", "integer", (column) => column.notNull().check(sql`n >= 0`))
    .addColumn("stamp", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("lead_counts_key", ["source", "status", "setter", "closer", "triager"])
    .execute();
  await schema.createIndex("lead_counts_by_stamp").on("lead_counts").column("stamp").execute();
  await schema
    .createTable("lead_days")
    .addColumn("day", "integer", (column) => column.primaryKey())
    .addColumn("n", "integer", (column) => column.notNull().check(sql`n >= 0`))
    .execute();
}

async function createOptIns({ schema }: Kysely<unknown>) {
  await schema
    .createTable("opt_ins")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("lead", "integer", (column) => column.notNull().references("leads.seq"))
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("provider_form_id", "text")
    .addColumn("provider_form_name", "text")
    .addColumn("external_reference", "text")
    .addColumn("utm_source", "text")
    .addColumn("utm_medium", "text")
    .addColumn("utm_campaign", "text")
    .addColumn("utm_content", "text")
    .addColumn("utm_term", "text")
    .addColumn("referrer", "text")
    .addColumn("landing_page", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("opt_ins_idempotency", ["external_reference", "source"])
    .execute();
  await createOptInIndexes(schema);
  await schema
    .createTable("opt_in_answers")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("opt_in", "integer", (column) => column.notNull().references("opt_ins.seq"))
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("answer", "text")
    .addColumn("position", "integer", (column) => column.notNull())
    .execute();
  await schema.createIndex("answers_by_opt_in").on("opt_in_answers").column("opt_in").execute();
  await schema
    .createTable("opt_in_counts")
    .addColumn("source", "text", (column) => column.primaryKey())
    .addColumn("n", "integer", (column) => column.notNull().check(sql`n >= 0`))
    .execute();
}

async function createOptInIndexes(schema: Kysely<unknown>["schema"]) {
  const order = ["created_at desc", "id"];
  await schema.createIndex("opt_ins_by_created").on("opt_ins").columns(order).execute();
  await schema
    .createIndex("opt_ins_by_source")
    .on("opt_ins")
    .columns(["source", ...order])
    .execute();
  await schema
    .createIndex("opt_ins_by_lead")
    .on("opt_ins")
    .columns(["lead", ...order])
    .execute();
}

async function createStatusChanges({ schema }: Kysely<unknown>) {
  await schema
    .createTable("status_changes")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("lead", "integer", (column) => column.notNull().references("leads.seq"))
    .addColumn("from_status", "integer", (column) => column.notNull().references("statuses.seq"))
    .addColumn("to_status", "integer", (column) => column.notNull().references("statuses.seq"))
    .addColumn("actor_kind", "text", (column) =>
      column.notNull().check(sql`actor_kind in ('person', 'key', 'hermon')`),
    )
    .addColumn("actor_id", "text")
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("undo_of", "text", (column) => column.references("status_changes.id"))
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("status_changes_by_lead")
    .on("status_changes")
    .columns(["lead", "seq"])
    .execute();
}

async function createKeysAndFacts({ schema }: Kysely<unknown>) {
  await schema
    .createTable("api_keys")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("last4", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("revoked_at", "bigint")
    .execute();
  await schema
    .createTable("facts")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}
