import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { readDictionary } from "./dictionary.ts";
import { readLeadCube } from "./lead-counts.ts";
import { startOf } from "./lead-days.ts";
import { type LeadsFilter, type Selection, selectionOf } from "./lead-filter.ts";
import { routeTo } from "./lead-index.ts";
import { leadsOn } from "./lead-query.ts";
import { leadDetailsOf, leadOf, LIST_COLUMNS } from "./lead-rows.ts";
import type { Store } from "./open.ts";

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
  const total = cube.total(selection);
  if (page.offset >= total || page.limit < 1) return { rows: [], total };
  const { below, skip } = await startOfPage(store, selection, page);
  const route = routeTo(cube, selection, skip + page.limit);
  // Found in an index alone, so that leads skipped on the way aren't read.
  const seqs = leadsOn(store, route)
    .select("seq")
    .where("created_at", "<", below)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .offset(skip)
    .limit(page.limit);
  const rows = await store.db
    .selectFrom("leads")
    .select(LIST_COLUMNS)
    .where("seq", "in", seqs)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  const dictionary = await readDictionary(store);
  return { rows: rows.map((row) => leadOf(row, dictionary)), total };
}

/** Days are counted for the list of all leads only; under a filter one walks from its top. */
const startOfPage = async (store: Store, selection: Selection, { offset }: Page) =>
  Object.keys(selection).length === 0
    ? startOf(store, offset)
    : { below: Number.MAX_SAFE_INTEGER, skip: offset };

/** The lead with that id, whatever its case; `null` when there is none. */
export async function readLead(store: Store, id: string): Promise<LeadDetails | null> {
  const row = await store.db
    .selectFrom("leads")
    .selectAll()
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  return row ? leadDetailsOf(row, await readDictionary(store)) : null;
}
