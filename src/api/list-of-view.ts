import { BUILT_IN_VIEWS, isBuiltInView } from "./built-in-views.ts";
import { ALL_LEADS, isEveryLead, type LeadQuery } from "./contract/leads/lead-query.ts";
import type { View } from "./contract/views/views.ts";
import { type LeadAddress, readLeadAddress } from "./lead-address.ts";
import { queryFor } from "./viewer-words.ts";

/* Which list a view is, and how an address says it. */

/** What an address says of its list. */
interface ListAddress {
  readonly query: LeadQuery;
  readonly view?: string | undefined;
}

type Saved = readonly Pick<View, "id" | "query">[];

/** The view that shows every lead. */
export const ALL_VIEW = "all";

const isDefaultList = (query: LeadQuery): boolean => isEveryLead(query) && query.sort.length === 0;

/** The list of the view with that id, built in or saved; nothing where there is none. */
export function queryOfView(id: string, saved: Saved): LeadQuery | undefined {
  const view = [...BUILT_IN_VIEWS, ...saved].find((one) => one.id === id);
  return view && readLeadAddress(view.query).query;
}

/** The list that an address means: the view's own, where it says nothing but the view. */
export function listOf({ view, query }: ListAddress, saved: Saved): LeadQuery {
  const own = view !== undefined && isDefaultList(query) ? queryOfView(view, saved) : undefined;
  return own ?? query;
}

/** Whether what an address means isn't known without the views that were saved, or chosen. */
export const needsViews = (address: LeadAddress): boolean =>
  address.view === undefined ? isBare(address) : !isBuiltInView(address.view);

const isBare = ({ view, lead, query, leftOut }: LeadAddress): boolean =>
  view === undefined && lead === undefined && leftOut.length === 0 && isDefaultList(query);

/** An address, with the view that someone begins with where it says nothing else. */
export const openedAt = (address: LeadAddress, home: string | null): LeadAddress =>
  home !== null && isBare(address) ? { ...address, view: home } : address;

/**
 * How an address says a list that stands under a view or under none: nothing but the view where the
 * list is the view's own, and everything else where it isn't.
 * @param home the view that an address which says nothing opens for whoever looks; `null`: all leads
 */
export function shortestAddress<Of extends ListAddress>(
  list: Of,
  saved: Saved,
  home: string | null,
): Of {
  const { view, query } = list;
  if (view === undefined) {
    return isDefaultList(query) && home !== null ? { ...list, view: ALL_VIEW } : list;
  }
  const own = queryOfView(view, saved);
  if (!own) return list;
  if (isSameList(own, query)) return { ...list, query: ALL_LEADS };
  // All leads, where the view has some: said by the order that lists have by themselves.
  return isDefaultList(query) ? { ...list, query: NEWEST_FIRST } : list;
}

const NEWEST_FIRST: LeadQuery = { ...ALL_LEADS, sort: [{ column: "created", desc: true }] };

/** Whether two queries are one list to whoever has that e-mail, whatever the order of their values. */
export const isSameList = (one: LeadQuery, other: LeadQuery, email?: string): boolean =>
  inOneOrder(queryFor(one, email)) === inOneOrder(queryFor(other, email));

function inOneOrder({ filter, search, sort }: LeadQuery): string {
  const values = Object.entries(filter)
    .filter(([, given = []]) => given.length > 0)
    .map(([name, given = []]) => [name, ...[...given].toSorted()].join("\n"));
  return JSON.stringify([values.toSorted(), search.trim(), sort]);
}
