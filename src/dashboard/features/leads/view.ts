import type { LeadFilter } from "#api/contract/lead-views.ts";
import { parseSearch, stringifySearch } from "#dashboard/lib/search-params.ts";
import { LeadsSearch, type LeadTab } from "./filter.ts";
import { filterOf } from "./filter-values.ts";

/** What of the leads one looks at: all that the page's address says. */
export interface LeadView {
  readonly filter: LeadFilter;
  readonly lead: string | undefined;
  readonly tab: LeadTab | undefined;
}

/** The view in a query string. */
export function viewIn(query: string): LeadView {
  const search = LeadsSearch.parse(parseSearch(query));
  return { filter: filterOf(search), lead: search.lead, tab: search.tab };
}

/** The query string of a view: what {@link viewIn} reads. */
export const queryOf = ({ filter, lead, tab }: LeadView): string =>
  stringifySearch({ ...filter, lead, tab });
