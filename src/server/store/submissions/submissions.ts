import { randomUUID } from "node:crypto";
import type { Kysely, Selectable, Transaction } from "kysely";
import { emailKey } from "#api/contract/email-key.ts";
import { SETTER_LINK_PREFIX } from "#api/contract/opt-ins.ts";
import type { Submission } from "#api/contract/submission.ts";
import { isBlank, visible } from "#api/contract/visible-text.ts";
import { byFunnel, isForLeads, sentenceCase } from "#api/contract/vocabulary.ts";
import { addAnswers, addLead, addOptIn } from "../additions.ts";
import { NOBODY } from "../leads/lead-filter.ts";
import { indexLeads } from "../leads/search-index.ts";
import type { Store } from "../open.ts";
import type { LeadsTable, Tables } from "../tables.ts";
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
export const submitOptIn = (store: Store, submission: Submission): Promise<SubmitResult> =>
  store.write(async (tx) => (await repeated(tx, submission)) ?? record(tx, submission));

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

async function record(tx: Tx, submission: Submission): Promise<SubmitResult> {
  const now = Date.now();
  const known = await findLead(tx, submission.email);
  const lead = known
    ? await fillIn(tx, known, submission, now)
    : await addNewLead(tx, submission, now);
  const opt_in_id = await recordOptIn(tx, lead.seq, submission, now);
  await indexLeads(tx, [lead.seq]);
  return { opt_in_id, lead_id: lead.id, is_new_lead: !known };
}

/** Should several leads share an e-mail, the one that was there first. */
const findLead = (tx: Tx, email: string): Promise<LeadRow | undefined> =>
  tx
    .selectFrom("leads")
    .selectAll()
    .where("email_key", "=", emailKey(email))
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();

async function addNewLead(tx: Tx, submission: Submission, now: number) {
  const source = await sourceNamed(tx, submission.source);
  const lead = {
    id: randomUUID(),
    first_name: submission.first_name,
    last_name: given(submission.last_name),
    email: submission.email.trim(),
    email_key: emailKey(submission.email),
    phone_e164: given(submission.phone_e164),
    phone_country: given(submission.phone_country),
    source: submission.source,
    status: await firstStatus(tx),
    setter: await setterByLink(tx, submission),
    first_source: source,
    last_source: source,
    opt_ins: 1,
    created_at: now,
    updated_at: now,
  };
  return { id: lead.id, seq: await addLead(tx, lead) };
}

/** A setter already there is kept: an ad link mustn't take a lead from who works on it. */
async function fillIn(tx: Tx, lead: LeadRow, submission: Submission, now: number) {
  const setter = lead.setter || (await setterByLink(tx, submission));
  const last_source = await sourceNamed(tx, submission.source);
  await tx
    .updateTable("leads")
    .set({
      first_name: given(lead.first_name) ?? submission.first_name,
      last_name: given(lead.last_name) ?? given(submission.last_name),
      ...phoneOf(lead, submission),
      setter,
      first_source: lead.opt_ins === 0 ? (lead.first_source ?? last_source) : lead.first_source,
      last_source,
      opt_ins: lead.opt_ins + 1,
      updated_at: now,
    })
    .where("seq", "=", lead.seq)
    .execute();
  return lead;
}

/** Number and country go together: a kept number keeps its country, a new one brings its own. */
function phoneOf(lead: LeadRow, submission: Submission) {
  const { phone_e164, phone_country } = lead;
  const number = given(submission.phone_e164);
  if (phone_e164 || (phone_country && !number)) return { phone_e164, phone_country };
  return { phone_e164: number, phone_country: given(submission.phone_country) };
}

async function recordOptIn(tx: Tx, lead: number, submission: Submission, now: number) {
  const { traffic } = submission;
  const optIn = {
    id: randomUUID(),
    lead,
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
  const seq = await addOptIn(tx, optIn);
  await addAnswers(tx, answersOf(submission, seq));
  return optIn.id;
}

const answersOf = ({ questions_answers: pairs }: Submission, opt_in: number) =>
  (pairs ?? []).map(({ question, answer, position }, place) => ({
    id: randomUUID(),
    opt_in,
    question,
    answer,
    position: position ?? place,
  }));

/** Where a new lead starts: the first status for new leads, else the first a lead may have. */
async function firstStatus(tx: Tx): Promise<number> {
  const statuses = await tx
    .selectFrom("statuses")
    .select(["seq", "role", "name", "type"])
    .execute();
  const [first] = statuses.filter(isForLeads).toSorted(byFunnel);
  if (!first) throw new Error("There is no status a new lead could have");
  return first.seq;
}

/** `utm_content` that starts with `user_` is the Clerk id of the setter whose link it was. */
async function setterByLink(tx: Tx, { traffic }: Submission): Promise<number> {
  const clerkId = traffic?.utm_content?.trim();
  if (!clerkId?.startsWith(SETTER_LINK_PREFIX)) return NOBODY;
  const person = await tx
    .selectFrom("people")
    .select("seq")
    .where("clerk_user_id", "=", clerkId)
    .executeTakeFirst();
  return person?.seq ?? NOBODY;
}

/** The `lead_sources` entry of a source category, added when this is its first opt-in. */
async function sourceNamed(tx: Tx, source: string): Promise<number> {
  const name = sentenceCase(source);
  const found = await tx
    .selectFrom("lead_sources")
    .select("seq")
    .where("name", "=", name)
    .executeTakeFirst();
  if (found) return found.seq;
  const { seq } = await tx
    .insertInto("lead_sources")
    .values({ id: randomUUID(), name })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return seq;
}
