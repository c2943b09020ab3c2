import { type Kysely, sql } from "kysely";
import { createCountTriggers } from "../sqlite/count-triggers.ts";

/**
 * Counts are kept by the database itself, and an index has no more in it than what it is sorted by:
 * seven wide ones took a third of the file.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await remakeCounts(db);
  await countAnew(db);
  await createCountTriggers(db);
  await remakeLeadIndexes(db);
  await remakeOptInIndexes(db);
  await sql`analyze`.execute(db);
}

async function remakeCounts({ schema }: Kysely<unknown>) {
  await schema.dropTable("lead_days").execute();
  await schema.dropIndex("lead_counts_by_stamp").execute();
  await schema.alterTable("lead_counts").dropColumn("stamp").execute();
}

/** Once more from what there is: from here on nothing but the database keeps them. */
async function countAnew(db: Kysely<unknown>) {
  const group = sql.raw(FILTERED.join(", "));
  await sql`delete from lead_counts`.execute(db);
  await sql`insert into lead_counts (${group}, n)
    select ${group}, count(*) from leads group by ${group}`.execute(db);
  await sql`delete from opt_in_counts`.execute(db);
  await sql`insert into opt_in_counts (source, n)
    select source, count(*) from opt_ins group by source`.execute(db);
}

/** The order of lists, whole: their middle is then found without a look at the rows before it. */
const NEWEST_FIRST = ["created_at desc", "id"];

/** What lists are narrowed by. */
const FILTERED = ["source", "status", "setter", "closer", "triager"];

async function remakeLeadIndexes({ schema }: Kysely<unknown>) {
  for (const name of ["created", "group", ...FILTERED]) {
    await schema.dropIndex(`leads_by_${name}`).execute();
  }
  await schema.createIndex("leads_by_created").on("leads").columns(NEWEST_FIRST).execute();
  for (const column of FILTERED) {
    await schema
      .createIndex(`leads_by_${column}`)
      .on("leads")
      .columns([column, "created_at desc"])
      .execute();
  }
}

async function remakeOptInIndexes({ schema }: Kysely<unknown>) {
  for (const column of ["source", "lead"]) {
    await schema.dropIndex(`opt_ins_by_${column}`).execute();
    await schema
      .createIndex(`opt_ins_by_${column}`)
      .on("opt_ins")
      .columns([column, "created_at desc"])
      .execute();
  }
}
