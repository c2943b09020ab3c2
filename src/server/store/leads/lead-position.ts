import type { LeadPosition } from "#api/contract/lead-views.ts";
import { readDictionary } from "../dictionary.ts";
import type { LeadCube } from "../counts/lead-cube.ts";
import { countNewerDays } from "../counts/lead-days.ts";
import { type LeadsFilter, selects, type Selection, selectionOf } from "./lead-filter.ts";
import { routeTo } from "./lead-index.ts";
import { before, behind, leadsOn, type Place } from "./lead-query.ts";
import type { Store } from "../open.ts";
import { readLeadCube } from "../counts/read-lead-cube.ts";
import { groupOf } from "../counts/tally.ts";
import { DAY, dayOf } from "../time.ts";

/**
 * Where a lead stands among those that match, and its neighbours there, whether it matches itself
 * or not; `null` when there is no such lead.
 */
export async function readLeadPosition(
  store: Store,
  id: string,
  filter: LeadsFilter,
): Promise<LeadPosition | null> {
  const lead = await store.db
    .selectFrom("leads")
    .select(["id", "created_at", "source", "status", "setter", "closer", "triager"])
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  if (!lead) return null;
  const selection = selectionOf(filter, await readDictionary(store));
  const matches = selects(selection, groupOf(lead));
  const cube = await readLeadCube(store);
  const { total } = cube.counts(selection);
  if (total === 0) return { index: 0, matches, total, previous: null, next: null };
  return {
    index: await countBefore(store, cube, selection, lead),
    matches,
    total,
    previous: await readPrevious(store, cube, selection, lead),
    next: await readNext(store, cube, selection, lead),
  };
}

/** Whole days are counted already; under a filter, half of the leads is a fair guess of the walk. */
async function countBefore(store: Store, cube: LeadCube, selection: Selection, lead: Place) {
  const isFiltered = Object.keys(selection).length > 0;
  const route = routeTo(cube, selection, cube.counts(selection).total / 2);
  const { n } = await leadsOn(store, route)
    .where((eb) => before(eb, lead))
    .$if(!isFiltered, (leads) => leads.where("created_at", "<", (dayOf(lead.created_at) + 1) * DAY))
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return isFiltered ? n : n + (await countNewerDays(store, lead.created_at));
}

async function readPrevious(store: Store, cube: LeadCube, selection: Selection, lead: Place) {
  const previous = await leadsOn(store, routeTo(cube, selection, 1))
    .where((eb) => before(eb, lead))
    .select("id")
    .orderBy("created_at")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return previous?.id ?? null;
}

async function readNext(store: Store, cube: LeadCube, selection: Selection, lead: Place) {
  const next = await leadsOn(store, routeTo(cube, selection, 1))
    .where((eb) => behind(eb, lead))
    .select("id")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return next?.id ?? null;
}
