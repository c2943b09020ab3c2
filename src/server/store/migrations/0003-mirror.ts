import { type Kysely, sql } from "kysely";

/**
 * What a mirror of Hermon knows beyond a record of one's own: when a row was read, what is still to
 * be read, what is gone, and which writes were under way. Hermon promises less than we do, so some
 * of our uniquenesses end here: a source's name, an opt-in's reference, an answer's id.
 * Foreign keys are not checked while migrations run: tables that others refer to are made anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await remakeLeadSources(db);
  await remakeOptIns(db);
  await remakeAnswers(db);
  await addColumns(db);
  await createGone(db);
  await createPendingChanges(db);
  const broken = await sql`pragma foreign_key_check`.execute(db);
  if (broken.rows.length > 0) throw new Error("Rows point at rows that are not there");
}

async function remakeLeadSources(db: Kysely<unknown>) {
  await db.schema
    .createTable("lead_sources_new")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text")
    .addColumn("name", "text")
    .execute();
  await sql`insert into lead_sources_new select seq, id, name from lead_sources`.execute(db);
  await db.schema.dropTable("lead_sources").execute();
  await db.schema.alterTable("lead_sources_new").renameTo("lead_sources").execute();
}

async function remakeOptIns(db: Kysely<unknown>) {
  await db.schema
    .createTable("opt_ins_new")
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
    .addColumn("lacks_details", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`insert into opt_ins_new select *, 0 from opt_ins`.execute(db);
  await db.schema.dropTable("opt_ins").execute();
  await db.schema.alterTable("opt_ins_new").renameTo("opt_ins").execute();
  await createOptInIndexes(db);
}

async function createOptInIndexes({ schema }: Kysely<unknown>) {
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
  await schema
    .createIndex("opt_ins_by_reference")
    .on("opt_ins")
    .columns(["external_reference", "source"])
    .where(sql.ref("external_reference"), "is not", null)
    .execute();
  await schema
    .createIndex("opt_ins_lacking_details")
    .on("opt_ins")
    .columns(order)
    .where(sql.ref("lacks_details"), "=", 1)
    .execute();
}

/** An answer's id is Hermon's, who doesn't say within what it is unique. */
async function remakeAnswers(db: Kysely<unknown>) {
  await db.schema
    .createTable("opt_in_answers_new")
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("opt_in", "integer", (column) => column.notNull().references("opt_ins.seq"))
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("answer", "text")
    .addColumn("position", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("opt_in_answers_key", ["opt_in", "id"])
    .execute();
  await sql`insert into opt_in_answers_new select id, opt_in, question, answer, position from opt_in_answers`.execute(
    db,
  );
  await db.schema.dropTable("opt_in_answers").execute();
  await db.schema.alterTable("opt_in_answers_new").renameTo("opt_in_answers").execute();
}

async function addColumns({ schema }: Kysely<unknown>) {
  await schema.alterTable("leads").addColumn("read_at", "bigint").execute();
  await schema.alterTable("leads").addColumn("details_read_at", "bigint").execute();
  await schema.alterTable("status_changes").addColumn("not_before", "bigint").execute();
  await schema.alterTable("people").addColumn("spelled", "text").execute();
}

async function createGone({ schema }: Kysely<unknown>) {
  await schema
    .createTable("gone")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('lead', 'opt-in')`))
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}

async function createPendingChanges({ schema }: Kysely<unknown>) {
  await schema
    .createTable("pending_changes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("lead", "integer", (column) => column.notNull().references("leads.seq"))
    .addColumn("from_status", "integer", (column) => column.notNull().references("statuses.seq"))
    .addColumn("to_status", "integer", (column) => column.notNull().references("statuses.seq"))
    .addColumn("actor_kind", "text", (column) => column.notNull())
    .addColumn("actor_id", "text")
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("undo_of", "text")
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("pending_changes_by_lead")
    .on("pending_changes")
    .column("lead")
    .execute();
}
