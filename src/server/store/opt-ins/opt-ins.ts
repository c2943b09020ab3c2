import type { Selectable } from "kysely";
import type { LeadOptIn } from "#api/contract/leads/lead-history.ts";
import type { ListedOptIn } from "#api/contract/opt-ins/opt-in-views.ts";
import type { OptIn, OptInDetails } from "#api/contract/opt-ins/opt-ins.ts";
import { inBatches } from "../batches.ts";
import { type Page, seqOfLead } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import { orderBy } from "../order.ts";
import type { OptInsTable } from "./opt-in-tables.ts";
import { momentText } from "../time.ts";
import { answerId, readAnswers } from "./answers.ts";
import { inSql, type ListSql, type OptInsQuery } from "./list-query.ts";

type Row = Selectable<OptInsTable> & {
  provider_form_id: string | null;
  provider_form_name: string | null;
  lead_id: string;
  first_name: string;
  last_name: string | null;
  email: string;
};

/** One page of the opt-ins that match, and how many match in all. */
export async function listOptIns(
  store: Store,
  query: OptInsQuery,
  page: Page,
): Promise<{ rows: OptIn[]; total: number }> {
  const { rows, total } = await store.read((snapshot) => readPage(snapshot, query, page));
  return { rows: rows.map(optInOf), total };
}

/** The same with their leads' names. */
export async function listOptInsView(
  store: Store,
  query: OptInsQuery,
  page: Page,
): Promise<{ rows: ListedOptIn[]; total: number }> {
  const { rows, total } = await store.read((snapshot) => readPage(snapshot, query, page));
  return { rows: rows.map(listedOptInOf), total };
}

async function readPage(
  store: Store,
  query: OptInsQuery,
  { offset, limit }: Page,
): Promise<{ rows: Row[]; total: number }> {
  const list = await inSql(store, query);
  const total = await countMatching(store, list);
  if (offset >= total || limit < 1) return { rows: [], total };
  const found = await pageOf(store, list, { offset, limit }).execute();
  const seqs = found.map(({ seq }) => seq);
  const rows = await withLead(store).where("opt_ins.seq", "in", seqs).execute();
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return { rows: seqs.flatMap((seq) => bySeq.get(seq) ?? []), total };
}

/** Finds a page. Sorting moves whole rows about, so that it is done with what it needs alone. */
export const pageOf = ({ db }: Store, { condition, order }: ListSql, { offset, limit }: Page) =>
  db
    .selectFrom("opt_ins")
    .select("seq")
    .where(condition)
    .orderBy(orderBy(order))
    .offset(offset)
    .limit(limit);

/** How many opt-ins match: by what is counted already, where that tells. */
export async function countMatching(
  { db }: Store,
  { condition, isCounted }: ListSql,
): Promise<number> {
  const { n } = isCounted
    ? await db
        .selectFrom("opt_in_counts")
        .where(condition)
        .select((eb) => eb.fn.sum<number | null>("n").as("n"))
        .executeTakeFirstOrThrow()
    : await db
        .selectFrom("opt_ins")
        .where(condition)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow();
  return n ?? 0;
}

/** The opt-in with that id, whatever its case; `null` when there is none. */
export const readOptIn = (store: Store, id: string): Promise<LeadOptIn | null> =>
  store.read(async (snapshot) => {
    const row = await withLead(snapshot)
      .where("opt_ins.id", "=", id.toLowerCase())
      .executeTakeFirst();
    if (!row) return null;
    const [optIn] = await withAnswers(snapshot, [row]);
    return optIn ?? null;
  });

/** One page of a lead's opt-ins, newest first, and how many it has; `null` when there is no such lead. */
export const listLatestOptIns = (
  store: Store,
  leadId: string,
  { offset, limit }: Page,
): Promise<{ rows: LeadOptIn[]; total: number } | null> =>
  store.read(async (snapshot) => {
    const lead = await seqOfLead(snapshot, leadId);
    if (lead === null) return null;
    const { n: total } = await snapshot.db
      .selectFrom("opt_ins")
      .where("lead", "=", lead)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    if (offset >= total) return { rows: [], total };
    const rows = await withLead(snapshot)
      .where("opt_ins.lead", "=", lead)
      .orderBy("opt_ins.created_at", "desc")
      .orderBy("opt_ins.seq", "desc")
      .offset(offset)
      .limit(limit)
      .execute();
    return { rows: await withAnswers(snapshot, rows), total };
  });

/** All of a lead's opt-ins in order of time, however many; `null` when there is no such lead. */
export const listOptInsOfLead = (store: Store, leadId: string): Promise<LeadOptIn[] | null> =>
  store.read(async (snapshot) => {
    const lead = await seqOfLead(snapshot, leadId);
    if (lead === null) return null;
    const rows = await withLead(snapshot)
      .where("opt_ins.lead", "=", lead)
      .orderBy("opt_ins.created_at")
      .orderBy("opt_ins.seq")
      .execute();
    return withAnswers(snapshot, rows);
  });

const withLead = ({ db }: Store) =>
  db
    .selectFrom("opt_ins")
    .innerJoin("leads", "leads.seq", "opt_ins.lead")
    .leftJoin("forms", "forms.seq", "opt_ins.form")
    .selectAll("opt_ins")
    .select(["forms.id as provider_form_id", "forms.name as provider_form_name"])
    .select(["leads.id as lead_id", "leads.first_name", "leads.last_name", "leads.email"]);

const withAnswers = (store: Store, rows: readonly Row[]): Promise<LeadOptIn[]> =>
  inBatches(rows, (some) => someWithAnswers(store, some));

async function someWithAnswers({ db }: Store, rows: readonly Row[]): Promise<LeadOptIn[]> {
  const answers = await readAnswers(
    db,
    rows.map(({ seq }) => seq),
  );
  const byOptIn = Map.groupBy(answers, ({ opt_in }) => opt_in);
  return rows.map((row) => {
    const details = detailsOf(row, byOptIn.get(row.seq) ?? []);
    return row.lacks_details ? { ...details, details_missing: true } : details;
  });
}

function optInOf(row: Row): OptIn {
  return {
    id: row.id,
    lead_id: row.lead_id,
    source: row.source,
    provider_form_id: row.provider_form_id,
    provider_form_name: row.provider_form_name,
    external_reference: row.external_reference,
    created_at: momentText(row.created_at, row.created_is_day),
  };
}

const listedOptInOf = (row: Row): ListedOptIn => ({
  ...optInOf(row),
  lead: { first_name: row.first_name, last_name: row.last_name, email: row.email },
});

type AnswerRow = Awaited<ReturnType<typeof readAnswers>>[number];

function detailsOf(row: Row, answers: readonly AnswerRow[]): OptInDetails {
  return {
    ...optInOf(row),
    question_answers: answers.map(({ id, place, question, answer, position }) => ({
      id: id ?? answerId(row.id, place),
      question,
      answer,
      position,
    })),
    traffic_attribution: {
      utm_source: row.utm_source,
      utm_medium: row.utm_medium,
      utm_campaign: row.utm_campaign,
      utm_content: row.utm_content,
      utm_term: row.utm_term,
      referrer: row.referrer,
      landing_page: row.landing_page,
    },
  };
}
