import type { LeadView } from "#api/contract/lead-views.ts";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { readDictionary } from "../dictionary.ts";
import { startOf } from "../counts/lead-days.ts";
import { type LeadsFilter, type Selection, selectionOf } from "./lead-filter.ts";
import { routeTo } from "./lead-index.ts";
import { leadsAmong, leadsOn } from "./lead-query.ts";
import { leadsBySeq } from "./kept-leads.ts";
import { leadDetailsOf } from "./lead-rows.ts";
import type { Store } from "../open.ts";
import { readLeadCube } from "../counts/read-lead-cube.ts";
import { iso } from "../time.ts";

/** `offset` rows are skipped, at most `limit` are given. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** One page of the leads that match, newest first, and how many match in all. */
export async function listLeads(
  store: Store,
  filter: LeadsFilter,
  page: Page,
): Promise<{ rows: Lead[]; total: number }> {
  const selection = selectionOf(filter, await readDictionary(store));
  const cube = await readLeadCube(store);
  const { total } = cube.counts(selection);
  if (page.offset >= total || page.limit < 1) return { rows: [], total };
  const { below, skip } = await startOfPage(store, selection, page);
  const route = routeTo(cube, selection, skip + page.limit);
  const found = await leadsOn(store, route)
    .select("seq")
    .where("created_at", "<", below)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .offset(skip)
    .limit(page.limit)
    .execute();
  const seqs = found.map(({ seq }) => seq);
  return { rows: await leadsBySeq(store, seqs), total };
}

/** Those of some leads that match, by their ids in any case; what there is no lead for doesn't. */
export async function listMatching(
  store: Store,
  ids: readonly string[],
  filter: LeadsFilter,
): Promise<string[]> {
  const selection = selectionOf(filter, await readDictionary(store));
  const asked = ids.map((id) => id.toLowerCase());
  const found = await leadsAmong(store, asked, selection).select("id").execute();
  return found.map(({ id }) => id);
}

/** Days are counted for the list of all leads only; under a filter one walks from its top. */
const startOfPage = async (store: Store, selection: Selection, { offset }: Page) =>
  Object.keys(selection).length === 0
    ? startOf(store, offset)
    : { below: Number.MAX_SAFE_INTEGER, skip: offset };

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
