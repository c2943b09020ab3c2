import type { LeadView } from "#api/contract/lead-views.ts";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { readDictionary } from "../dictionary.ts";
import type { Store } from "../open.ts";
import { iso } from "../time.ts";
import { countMatching } from "../counts/lead-counts.ts";
import { allOf } from "../conditions.ts";
import { orderBy } from "../order.ts";
import { conditionsOf } from "./lead-filter.ts";
import { inSql, type LeadsQuery, type ListSql } from "./list-query.ts";
import { leadDetailsOf, leadOf, LIST_COLUMNS } from "./lead-rows.ts";

/** `offset` rows are skipped, at most `limit` are given. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** One page of the leads that match, and how many match in all. */
export async function listLeads(
  store: Store,
  query: LeadsQuery,
  { offset, limit }: Page,
): Promise<{ rows: Lead[]; total: number }> {
  const { selection, order } = await inSql(store, query);
  const total = await countMatching(store, selection);
  if (offset >= total || limit < 1) return { rows: [], total };
  const found = await pageOf(store, { selection, order }, { offset, limit }).execute();
  const seqs = found.map(({ seq }) => seq);
  return { rows: await leadsBySeq(store, seqs), total };
}

/** Finds a page. Sorting moves whole rows about, so that it is done with what it needs alone. */
export const pageOf = ({ db }: Store, { selection, order }: ListSql, { offset, limit }: Page) =>
  db
    .selectFrom("leads")
    .select("seq")
    .where(allOf(conditionsOf(selection)))
    .orderBy(orderBy(order))
    .offset(offset)
    .limit(limit);

/** Those of some leads that match, by their ids in any case; what there is no lead for doesn't. */
export async function listMatching(
  store: Store,
  ids: readonly string[],
  query: LeadsQuery,
): Promise<string[]> {
  const { selection } = await inSql(store, query);
  const found = await store.db
    // Looked up first: a planner might walk through all that match.
    .with(
      (cte) => cte("asked").materialized(),
      (db) =>
        db
          .selectFrom("leads")
          .selectAll()
          .where(
            "id",
            "in",
            ids.map((id) => id.toLowerCase()),
          ),
    )
    .selectFrom("asked")
    .select("id")
    .where(allOf(conditionsOf(selection)))
    .execute();
  return found.map(({ id }) => id);
}

/** Those of the leads with these ids that there are, in any order. */
export async function leadsById(store: Store, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows = await store.db
    .selectFrom("leads")
    .select(LIST_COLUMNS)
    .where("id", "in", ids)
    .execute();
  const dictionary = await readDictionary(store);
  return rows.map((row) => leadOf(row, dictionary));
}

/** The leads with these row numbers, in their order. */
async function leadsBySeq(store: Store, seqs: readonly number[]): Promise<Lead[]> {
  const rows = await store.db
    .selectFrom("leads")
    .select(["seq", ...LIST_COLUMNS])
    .where("seq", "in", seqs)
    .execute();
  const dictionary = await readDictionary(store);
  const leads = new Map(rows.map(({ seq, ...row }) => [seq, leadOf(row, dictionary)]));
  return seqs.flatMap((seq) => leads.get(seq) ?? []);
}

/** The lead with that id, whatever its case; `null` when there is none. */
export async function readLead(store: Store, id: string): Promise<LeadDetails | null> {
  const row = await findLead(store, id);
  return row ? leadDetailsOf(row, await readDictionary(store)) : null;
}

/** The same as the drawer shows it: with the age of the details, where they are a copy. */
export async function readLeadView(store: Store, id: string): Promise<LeadView | null> {
  const row = await findLead(store, id);
  if (!row) return null;
  const lead = leadDetailsOf(row, await readDictionary(store));
  if (row.read_at === null) return lead;
  const { details_read_at } = row;
  return { ...lead, details_as_of: details_read_at === null ? null : iso(details_read_at) };
}

/**
 * Whether a lead's details can be shown as they are: `missing` where they were never read, `behind`
 * where the lead was read since and was different.
 */
export async function stateOfDetails(
  store: Store,
  id: string,
): Promise<"known" | "behind" | "missing"> {
  const row = await store.db
    .selectFrom("leads")
    .select(["read_at", "details_read_at"])
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  if (!row || row.read_at === null) return "known";
  if (row.details_read_at === null) return "missing";
  return row.details_read_at < row.read_at ? "behind" : "known";
}

const findLead = ({ db }: Store, id: string) =>
  db.selectFrom("leads").selectAll().where("id", "=", id.toLowerCase()).executeTakeFirst();

/** The row number of the lead with that id; `null` when there is none. */
export async function seqOfLead({ db }: Store, id: string): Promise<number | null> {
  const lead = await db
    .selectFrom("leads")
    .select("seq")
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  return lead?.seq ?? null;
}
