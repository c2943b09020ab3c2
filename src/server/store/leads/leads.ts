import type { LeadView, ListedLead } from "#api/contract/leads/lead-views.ts";
import type { Lead, LeadDetails } from "#api/contract/leads/leads.ts";
import { readDictionary } from "../dictionary.ts";
import type { Store } from "../open.ts";
import { iso } from "../time.ts";
import { countMatching, totalOf } from "../counts/lead-counts.ts";
import { allOf } from "../conditions.ts";
import { orderBy } from "../order.ts";
import { conditionsOf } from "./lead-filter.ts";
import { foundForms } from "./lead-search.ts";
import { inSql, type LeadsQuery, type ListSql } from "./list-query.ts";
import { leadDetailsOf, leadOf, LIST_COLUMNS, listedLeadOf, statusSince } from "./lead-rows.ts";

/** `offset` rows are skipped, at most `limit` are given. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** One page of the leads that match, and how many match in all. */
export const listLeads = (
  store: Store,
  query: LeadsQuery,
  page: Page,
): Promise<{ rows: Lead[]; total: number }> =>
  store.read(async (snapshot) => {
    const dictionary = await readDictionary(snapshot);
    const { rows, total } = await readPage(snapshot, query, page);
    return { rows: rows.map((row) => leadOf(row, dictionary)), total };
  });

/** The same as the dashboard lists them. */
export const listLeadsView = (
  store: Store,
  query: LeadsQuery,
  page: Page,
): Promise<{ rows: ListedLead[]; total: number }> =>
  store.read(async (snapshot) => {
    const dictionary = await readDictionary(snapshot);
    const { rows, total } = await readPage(snapshot, query, page);
    const seqs = rows.map(({ seq }) => seq);
    const forms = await foundForms(snapshot, query.search ?? "", seqs, dictionary);
    const listed = rows.map((row) => {
      const form = forms.get(row.seq);
      return {
        ...listedLeadOf(row, dictionary),
        ...(form !== undefined && { found_form: form }),
      };
    });
    return { rows: listed, total };
  });

async function readPage(snapshot: Store, query: LeadsQuery, { offset, limit }: Page) {
  const listSql = await inSql(snapshot, query);
  const { selection } = listSql;
  const rows = await snapshot.db
    .selectFrom(pageOf(snapshot, listSql, { offset, limit }).as("page"))
    .crossJoin("leads")
    .select([...LIST_COLUMNS, "leads.seq"])
    .select(statusSince())
    // In one go with the rows: what goes to and fro costs as much as what is asked.
    .select(totalOf(selection).as("total"))
    .whereRef("leads.seq", "=", "page.seq")
    .orderBy(orderBy(listSql.order))
    .execute();
  return { rows, total: rows[0]?.total ?? (await countMatching(snapshot, selection)) };
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
export const listMatching = (
  store: Store,
  ids: readonly string[],
  query: LeadsQuery,
): Promise<string[]> =>
  store.read(async (snapshot) => {
    const { selection } = await inSql(snapshot, query);
    const found = await snapshot.db
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
  });

/** Those of the leads with these ids that there are, in any order. */
export async function leadsById(store: Store, ids: readonly string[]): Promise<ListedLead[]> {
  if (ids.length === 0) return [];
  return store.read(async (snapshot) => {
    const dictionary = await readDictionary(snapshot);
    const rows = await snapshot.db
      .selectFrom("leads")
      .select(LIST_COLUMNS)
      .select(statusSince())
      .where("id", "in", ids)
      .execute();
    return rows.map((row) => listedLeadOf(row, dictionary));
  });
}

/** The lead with that id, whatever its case; `null` when there is none. */
export const readLead = (store: Store, id: string): Promise<LeadDetails | null> =>
  store.read(async (snapshot) => {
    const row = await findLead(snapshot, id);
    return row ? leadDetailsOf(row, await readDictionary(snapshot)) : null;
  });

/** The same as the drawer shows it: with the age of the details, where they are a copy. */
export const readLeadView = (store: Store, id: string): Promise<LeadView | null> =>
  store.read(async (snapshot) => {
    const row = await findLead(snapshot, id);
    if (!row) return null;
    const lead = leadDetailsOf(row, await readDictionary(snapshot));
    if (row.read_at === null) return lead;
    const { details_read_at } = row;
    return { ...lead, details_as_of: details_read_at === null ? null : iso(details_read_at) };
  });

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
