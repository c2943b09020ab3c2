import { type Kysely, sql } from "kysely";
import { indexLeads } from "../leads/search-index.ts";
import { createVersionTriggers } from "../sqlite/version-triggers.ts";
import type { Tables } from "../tables.ts";

/**
 * The same in two thirds of the space: what many rows say alike stands once, answers are their own
 * index, and no index leaves half of its pages empty. And the database has the last word again
 * against a submission or a lead that is recorded twice.
 */
export async function up(db: Kysely<Tables>): Promise<void> {
  await moveForms(db);
  await remakeAnswers(db);
  await remakeLeadIndexes(db);
  await remakeOptInIndexes(db);
  await markOwn(db);
  await remakeSearch(db);
  await sql`analyze`.execute(db);
}

async function moveForms(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("forms")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text")
    .addColumn("name", "text")
    .execute();
  await schema.createIndex("forms_by_name").on("forms").columns(["name", "id"]).execute();
  await sql`insert into forms (id, name)
    select provider_form_id, provider_form_name from opt_ins
    where provider_form_id is not null or provider_form_name is not null
    group by 1, 2 order by min(seq)`.execute(db);
  await schema
    .alterTable("opt_ins")
    .addColumn("form", "integer", (column) => column.references("forms.seq"))
    .execute();
  await sql`update opt_ins set form =
    (select seq from forms where name is provider_form_name and id is provider_form_id)`.execute(
    db,
  );
  await schema.dropIndex("opt_ins_by_provider_form_name").execute();
  for (const column of ["provider_form_id", "provider_form_name"]) {
    await schema.alterTable("opt_ins").dropColumn(column).execute();
  }
  await createVersionTriggers(db, "dictionary", ["forms"]);
}

/** Read by their opt-in alone, of which they are a part: a table that is its own index. */
async function remakeAnswers(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("questions")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("text", "text", (column) => column.notNull().unique())
    .execute();
  await sql`insert into questions (text) select distinct question from opt_in_answers`.execute(db);
  await db.schema
    .createTable("opt_in_answers_new")
    .addColumn("opt_in", "integer", (column) => column.notNull().references("opt_ins.seq"))
    .addColumn("place", "integer", (column) => column.notNull())
    .addColumn("id", "text")
    .addColumn("question", "integer", (column) => column.notNull().references("questions.seq"))
    .addColumn("answer", "text")
    .addColumn("position", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("opt_in_answers_key", ["opt_in", "place"])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into opt_in_answers_new (opt_in, place, id, question, answer, position)
    select opt_in, row_number() over (partition by opt_in order by position, id) - 1, id,
      (select seq from questions where text = question), answer, position
    from opt_in_answers order by opt_in, position, id`.execute(db);
  await db.schema.dropTable("opt_in_answers").execute();
  await db.schema.alterTable("opt_in_answers_new").renameTo("opt_in_answers").execute();
}

/**
 * The order of lists, which is read backwards: new rows come to the index's end, where SQLite fills
 * its pages. At its beginning it leaves half of each empty.
 */
const OLDEST_FIRST = ["created_at", "id desc"];

async function remakeLeadIndexes({ schema }: Kysely<Tables>): Promise<void> {
  await schema.dropIndex("leads_by_created").execute();
  await schema.createIndex("leads_by_created").on("leads").columns(OLDEST_FIRST).execute();
  const filtered = {
    source: "source",
    status: "status",
    setter: "setter",
    closer: "closer",
    triager: "triager",
    country: "country_key",
  };
  for (const [name, column] of Object.entries(filtered)) {
    await schema.dropIndex(`leads_by_${name}`).execute();
    await schema
      .createIndex(`leads_by_${name}`)
      .on("leads")
      .columns([column, "created_at"])
      .execute();
  }
}

async function remakeOptInIndexes({ schema }: Kysely<Tables>): Promise<void> {
  for (const name of ["created", "source", "lead"]) {
    await schema.dropIndex(`opt_ins_by_${name}`).execute();
  }
  await schema.dropIndex("opt_ins_lacking_details").execute();
  await schema.createIndex("opt_ins_by_created").on("opt_ins").columns(OLDEST_FIRST).execute();
  for (const column of ["source", "lead"]) {
    await schema
      .createIndex(`opt_ins_by_${column}`)
      .on("opt_ins")
      .columns([column, "created_at"])
      .execute();
  }
  // Which leads are of a form still stands in its index.
  await schema
    .createIndex("opt_ins_by_form")
    .on("opt_ins")
    .columns(["form", "created_at", "lead"])
    .where(sql.ref("form"), "is not", null)
    .execute();
  await schema
    .createIndex("opt_ins_lacking_details")
    .on("opt_ins")
    .columns(OLDEST_FIRST)
    .where(sql.ref("lacks_details"), "=", 1)
    .execute();
}

/**
 * Nothing is unique where the last term is null: what Hermon sent, and what there are two of
 * already. Of these the first one is found, as before.
 */
async function markOwn(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  for (const table of ["leads", "opt_ins"]) {
    await schema.alterTable(table).addColumn("own", "integer").execute();
  }
  await sql`update leads set own = 1 where seq in
    (select min(seq) from leads where read_at is null group by email_key)`.execute(db);
  await sql`update opt_ins set own = 1
    where lead in (select seq from leads where read_at is null)
      and (external_reference is null or seq in
        (select min(seq) from opt_ins group by external_reference, source))`.execute(db);
  await schema.dropIndex("leads_by_email").execute();
  await schema
    .createIndex("leads_by_email")
    .unique()
    .on("leads")
    .columns(["email_key", "own"])
    .execute();
  await schema.dropIndex("opt_ins_by_reference").execute();
  await schema
    .createIndex("opt_ins_by_reference")
    .unique()
    .on("opt_ins")
    .columns(["external_reference", "source", "own"])
    .where(sql.ref("external_reference"), "is not", null)
    .execute();
}

/** Without the names of forms, in which searches look apart. */
async function remakeSearch(db: Kysely<Tables>): Promise<void> {
  await sql`drop trigger if exists leads_search_out`.execute(db);
  await sql`drop table if exists lead_search`.execute(db);
  await createLeadSearch(db);
  const leads = await db.selectFrom("leads").select("seq").execute();
  await indexLeads(
    db,
    leads.map(({ seq }) => seq),
  );
}

/**
 * The table of what leads are found by. Its index has every three letters that follow each other,
 * so that `like` finds a word's part in it; where they stand in a text is not kept: SQLite looks
 * into the text itself then. Nor how many there are, by which nothing here is ranked.
 */
export async function createLeadSearch(db: Kysely<Tables>): Promise<void> {
  await sql`create virtual table lead_search using fts5(text, tokenize = 'trigram', detail = none, columnsize = 0)`.execute(
    db,
  );
  await sql`create trigger leads_search_out after delete on leads
    begin delete from lead_search where rowid = old.seq; end`.execute(db);
}
