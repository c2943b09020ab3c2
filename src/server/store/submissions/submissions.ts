import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Kysely, Selectable, Transaction } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import { SETTER_LINK_PREFIX } from "#api/contract/opt-ins/opt-ins.ts";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { isBlank, visible } from "#api/contract/text/visible-text.ts";
import { byFunnel, isForLeads, sentenceCase } from "#api/contract/vocabulary.ts";
import { addAnswers, addLead, addOptIn, type NewOptIn, seqOf } from "../additions.ts";
import { writeInBatch } from "../database/batched-write.ts";
import { recordChanges } from "../events/record-changes.ts";
import { NOBODY } from "../leads/lead-filter.ts";
import { indexLeads } from "../leads/search-index.ts";
import type { Store } from "../open.ts";
import type { Answer } from "../opt-ins/answers.ts";
import { Duplicate } from "../store-failure.ts";
import type { LeadsTable } from "../leads/lead-tables.ts";
import type { Tables } from "../tables.ts";
import { keepUnrecorded } from "./unrecorded.ts";

type Tx = Transaction<Tables>;
type LeadRow = Selectable<LeadsTable>;

export interface SubmitResult {
  readonly opt_in_id: string;
  readonly lead_id: string;
  readonly is_new_lead: boolean;
  /** Its reference was another person's, so that it isn't recorded but kept beside that one's lead. */
  readonly isUnrecorded?: boolean;
}

/**
 * Records an opt-in, with a new lead when its e-mail is unknown. A known lead keeps what it has,
 * gets what it lacked, and its last source moves on. The same `external_reference` and `source`
 * again answers with the opt-in that is there and changes nothing; with another person's e-mail it
 * is kept beside that opt-in's lead, so that the person can be found.
 */
export async function submitOptIn(store: Store, submission: Submission): Promise<SubmitResult> {
  const submit = () =>
    store.write(async (tx) => (await repeated(tx, submission)) ?? recordOnce(tx, submission));
  // What the other one recorded is found the second time.
  return submit().catch((error: unknown) => {
    if (error instanceof Duplicate) return submit();
    throw error;
  });
}

/** Blank text counts as not given. What is given stays as it was sent. */
const given = (text: string | null | undefined): string | null =>
  text && !isBlank(text) ? text : null;

/** A reference is the same with blanks around it. */
const referenceOf = ({ external_reference: sent }: Submission): string | null =>
  visible(sent) ?? null;

async function repeated(tx: Tx, submission: Submission): Promise<SubmitResult | null> {
  const found = await findByReference(tx, submission);
  if (!found) return null;
  const { opt_in_id, lead_id } = found;
  const isUnrecorded = found.email_key !== emailKey(submission.email);
  if (isUnrecorded) await keepUnrecorded(tx, lead_id, submission);
  return { opt_in_id, lead_id, is_new_lead: false, ...(isUnrecorded && { isUnrecorded }) };
}

/** The opt-in that has the submission's reference and source, and whose it is; the first of several. */
export async function findByReference(db: Kysely<Tables>, submission: Submission) {
  const reference = referenceOf(submission);
  if (!reference) return undefined;
  return db
    .selectFrom("opt_ins")
    .innerJoin("leads", "leads.seq", "opt_ins.lead")
    .select(["opt_ins.id as opt_in_id", "leads.id as lead_id", "leads.email_key"])
    .where("opt_ins.external_reference", "=", reference)
    .where("opt_ins.source", "=", submission.source)
    .orderBy("opt_ins.seq")
    .executeTakeFirst();
}

/**
 * Records what wasn't there when it was looked for.
 * @throws {Duplicate} when the database has it by now: another server was faster
 */
export async function recordOnce(tx: Tx, submission: Submission): Promise<SubmitResult> {
  const now = Date.now();
  const named = await findNamed(tx, submission);
  const known = named.lead === null ? null : await readLead(tx, named.lead);
  const lead = known
    ? await fillIn(tx, known, submission, named, now)
    : await addNewLead(tx, submission, named, now);
  const opt_in_id = await recordOptIn(tx, lead.seq, submission, named, now);
  await recordChanges(tx, { leads: [lead.id], others: !known, optIns: true });
  return { opt_in_id, lead_id: lead.id, is_new_lead: !known };
}

type StatusRow = Pick<Selectable<Tables["statuses"]>, "seq" | "role" | "name" | "type">;

/** What a submission names, by `seq`. */
interface Named {
  /** The lead that has its e-mail, of several the one that was there first. */
  readonly lead: number | null;
  /** The `lead_sources` entry of its source category; none when this is its first opt-in. */
  readonly source: number | null;
  /** Whose link it was. */
  readonly setter: number;
  /** Those of its questions that were asked before, by text. */
  readonly questions: ReadonlyMap<string, number>;
  /** All there are. */
  readonly statuses: readonly StatusRow[];
}

/** More questions than forms have are looked up apart: each is a column here, and their number is limited. */
const MOST_QUESTIONS = 20;

/** One query, since other writers wait for what comes of it. */
async function findNamed(tx: Tx, submission: Submission): Promise<Named> {
  const email = emailKey(submission.email);
  const name = sentenceCase(submission.source);
  const link = setterLinkOf(submission);
  const asked = new Set(submission.questions_answers?.map(({ question }) => question));
  const texts = [...asked].slice(0, MOST_QUESTIONS);
  const statuses = await tx
    .selectFrom("statuses")
    .select(["seq", "role", "name", "type"])
    .select((from) => [
      from
        .selectFrom("leads")
        .select((one) => one.fn.min("leads.seq").as("seq"))
        .where("email_key", "=", email)
        .as("lead"),
      from
        .selectFrom("lead_sources")
        .select((one) => one.fn.min("lead_sources.seq").as("seq"))
        .where("name", "=", name)
        .as("source"),
      from.selectFrom("people").select("seq").where("clerk_user_id", "=", link).as("setter"),
    ])
    .select((from) =>
      texts.map((text, at) =>
        from
          .selectFrom("questions")
          .select("questions.seq")
          .where("text", "=", text)
          .as(`question_${at}`),
      ),
    )
    .execute();
  const [found] = statuses;
  const { lead = null, source = null } = found ?? {};
  const questions = new Map<string, number>();
  for (const [at, text] of texts.entries()) {
    const seq = found?.[`question_${at}`];
    if (seq) questions.set(text, seq);
  }
  return { lead, source, setter: found?.setter ?? NOBODY, questions, statuses };
}

const readLead = (tx: Tx, seq: number): Promise<LeadRow> =>
  tx.selectFrom("leads").selectAll().where("seq", "=", seq).executeTakeFirstOrThrow();

async function addNewLead(tx: Tx, submission: Submission, named: Named, now: number) {
  const status = firstStatus(named);
  const source = await sourceOf(tx, submission, named);
  const lead = {
    id: randomUUID(),
    first_name: submission.first_name,
    last_name: given(submission.last_name),
    email: submission.email.trim(),
    email_key: emailKey(submission.email),
    own: 1 as const,
    phone_e164: given(submission.phone_e164),
    phone_country: given(submission.phone_country),
    source: submission.source,
    status,
    setter: named.setter,
    first_source: source,
    last_source: source,
    opt_ins: 1,
    created_at: now,
    updated_at: now,
  };
  await addLead(tx, lead);
  return { id: lead.id, seq: seqOf("leads", lead.id) };
}

/** A setter already there is kept: an ad link mustn't take a lead from who works on it. */
async function fillIn(tx: Tx, lead: LeadRow, submission: Submission, named: Named, now: number) {
  const source = await sourceOf(tx, submission, named);
  const person = {
    first_name: given(lead.first_name) ?? submission.first_name,
    last_name: given(lead.last_name) ?? given(submission.last_name),
    ...phoneOf(lead, submission),
  };
  const moved = {
    ...person,
    setter: lead.setter || named.setter,
    first_source: lead.opt_ins === 0 ? (lead.first_source ?? source) : lead.first_source,
    last_source: source,
    opt_ins: lead.opt_ins + 1,
    updated_at: now,
  };
  await writeInBatch(tx, tx.updateTable("leads").set(moved).where("seq", "=", lead.seq));
  if (!isDeepStrictEqual({ ...lead, ...person }, lead)) await indexLeads(tx, [lead.seq]);
  return lead;
}

/** Number and country go together: a kept number keeps its country, a new one brings its own. */
function phoneOf(lead: LeadRow, submission: Submission) {
  const { phone_e164, phone_country } = lead;
  const number = given(submission.phone_e164);
  if (phone_e164 || (phone_country && !number)) return { phone_e164, phone_country };
  return { phone_e164: number, phone_country: given(submission.phone_country) };
}

async function recordOptIn(
  tx: Tx,
  lead: NewOptIn["lead"],
  submission: Submission,
  { questions }: Named,
  now: number,
) {
  const { traffic } = submission;
  const optIn = {
    id: randomUUID(),
    lead,
    own: 1 as const,
    source: submission.source,
    provider_form_id: given(submission.provider_form_id),
    provider_form_name: given(submission.provider_form_name),
    external_reference: referenceOf(submission),
    utm_source: given(traffic?.utm_source),
    utm_medium: given(traffic?.utm_medium),
    utm_campaign: given(traffic?.utm_campaign),
    utm_content: given(traffic?.utm_content),
    utm_term: given(traffic?.utm_term),
    referrer: given(traffic?.referrer),
    landing_page: given(traffic?.landing_page),
    created_at: now,
  };
  await addOptIn(tx, optIn);
  await addAnswers(tx, answersOf(submission, seqOf("opt_ins", optIn.id)), questions);
  return optIn.id;
}

const answersOf = ({ questions_answers: pairs }: Submission, opt_in: Answer["opt_in"]) =>
  (pairs ?? []).map(({ question, answer, position }, place) => ({
    opt_in,
    question,
    answer,
    position: position ?? place,
  }));

/** Where a new lead starts: the first status for new leads, else the first a lead may have. */
function firstStatus({ statuses }: Named): number {
  const [first] = statuses.filter(isForLeads).toSorted(byFunnel);
  if (!first) throw new Error("There is no status a new lead could have");
  return first.seq;
}

/** `utm_content` that starts with `user_` is the Clerk id of the setter whose link it was. */
function setterLinkOf({ traffic }: Submission): string | null {
  const clerkId = traffic?.utm_content?.trim();
  return clerkId?.startsWith(SETTER_LINK_PREFIX) ? clerkId : null;
}

/** The `lead_sources` entry of its source category, added when this is its first opt-in. */
async function sourceOf(tx: Tx, submission: Submission, { source }: Named): Promise<number> {
  if (source !== null) return source;
  const { seq } = await tx
    .insertInto("lead_sources")
    .values({ id: randomUUID(), name: sentenceCase(submission.source) })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return seq;
}
