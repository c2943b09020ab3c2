import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { readDictionary } from "./dictionary.ts";
import { startOf } from "./lead-days.ts";
import { type LeadsFilter, type Selection, selectionOf } from "./lead-filter.ts";
import { routeTo } from "./lead-index.ts";
import { leadsOn } from "./lead-query.ts";
import { leadDetailsOf, leadOf, LIST_COLUMNS } from "./lead-rows.ts";
import type { Store } from "./open.ts";
import { readLeadCube } from "./read-lead-cube.ts";

/** `offset` rows are skipped, at most `limit` are given. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Up to here it is quicker to skip leads than to find the page by numbers first. */
const NEAR = 1_000;

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
  const leads = leadsOn(store, route)
    .where("created_at", "<", below)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .offset(skip)
    .limit(page.limit);
  const isNear = route.inOrder && skip < NEAR;
  const rows = await (isNear ? leads.select(LIST_COLUMNS) : found(store, leads)).execute();
  const dictionary = await readDictionary(store);
  return { rows: rows.map((row) => leadOf(row, dictionary)), total };
}

/** What must be sorted or skipped is bare numbers; only the page's own leads are read whole. */
const found = ({ db }: Store, leads: ReturnType<typeof leadsOn>) =>
  db
    .selectFrom("leads")
    .select(LIST_COLUMNS)
    .where("seq", "in", leads.select("seq"))
    .orderBy("created_at", "desc")
    .orderBy("id");

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

/** The row number of the lead with that id; `null` when there is none. */
export async function seqOfLead({ db }: Store, id: string): Promise<number | null> {
  const lead = await db
    .selectFrom("leads")
    .select("seq")
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  return lead?.seq ?? null;
}
