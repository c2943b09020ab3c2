import { type Kysely, sql } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import { isSoundNumber, readPhoneNumber } from "../submissions/phone-numbers.ts";

/**
 * Submissions that weren't recorded because their reference was another's; and what senders' habits
 * left behind: e-mails compared letter by letter, references with blanks around them, numbers that
 * can't be called. In a mirror the last two are Hermon's and stay as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createUnrecorded(db);
  await compareEmailsAnew(db);
  await trimReferences(db);
  await mendNumbers(db);
}

async function createUnrecorded({ schema }: Kysely<unknown>) {
  await schema
    .createTable("unrecorded_submissions")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("lead_id", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("external_reference", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("email_key", "text", (column) => column.notNull())
    .addColumn("first_name", "text", (column) => column.notNull())
    .addColumn("last_name", "text")
    .addColumn("phone_e164", "text")
    .addColumn("times", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("unrecorded_submissions_key", [
      "external_reference",
      "source",
      "email_key",
    ])
    .execute();
  await schema
    .createIndex("unrecorded_submissions_by_lead")
    .on("unrecorded_submissions")
    .columns(["lead_id", "at"])
    .execute();
}

/** Only beyond ASCII are addresses compared in another way than before. */
async function compareEmailsAnew(db: Kysely<unknown>) {
  const leads = await sql<{ seq: number; email: string; email_key: string }>`
    select seq, email, email_key from leads where email_key glob '*[^!-~]*'`.execute(db);
  for (const { seq, email, email_key } of leads.rows) {
    const key = emailKey(email);
    if (key !== email_key)
      await sql`update leads set email_key = ${key} where seq = ${seq}`.execute(db);
  }
  const people = await sql<{ seq: number; email: string; spelled: string | null }>`
    select seq, email, spelled from people where email glob '*[^!-~]*'`.execute(db);
  for (const { seq, email, spelled } of people.rows) {
    const key = emailKey(email);
    // One that is there twice stays: its leads find the other when they are read the next time.
    await sql`update or ignore people set email = ${key}, spelled = ${spelled ?? email}
      where seq = ${seq} and email <> ${key}`.execute(db);
  }
}

/** Leads of one's own record were never read from anywhere. */
const OWN = sql`lead in (select seq from leads where read_at is null)`;

async function trimReferences(db: Kysely<unknown>) {
  const blanks = sql`char(9, 10, 11, 12, 13, 32, 160, 8203, 12288, 65279)`;
  await sql`update opt_ins set external_reference = trim(external_reference, ${blanks})
    where external_reference <> trim(external_reference, ${blanks}) and ${OWN}`.execute(db);
}

interface Numbered {
  readonly seq: number;
  readonly phone_e164: string;
  readonly phone_country: string | null;
}

async function mendNumbers(db: Kysely<unknown>) {
  const { rows } = await sql<Numbered>`
    select seq, phone_e164, phone_country from leads
    where phone_e164 glob '+*0*' and substr(phone_e164, 3, 3) glob '*0*' and read_at is null`.execute(
    db,
  );
  for (const { seq, phone_e164, phone_country } of rows.filter(isUnsound)) {
    const number = readPhoneNumber(phone_e164, phone_country);
    if (!number || number.phone_e164 === phone_e164) continue;
    await sql`update leads set phone_e164 = ${number.phone_e164},
      phone_country = ${number.phone_country ?? phone_country} where seq = ${seq}`.execute(db);
  }
}

const isUnsound = ({ phone_e164 }: Numbered) => !isSoundNumber(phone_e164);
