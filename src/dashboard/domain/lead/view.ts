import type { LeadFilter } from "#api/contract/lead-views.ts";
import { type LeadAddress, type LeadTab, readLeadAddress } from "#api/lead-address.ts";
import { parseSearch, type SearchParams, stringifySearch } from "#dashboard/lib/search-params.ts";

/** What of the leads one looks at: all that the page's address says and can be taken. */
export interface LeadView {
  readonly filter: LeadFilter;
  readonly lead?: string | undefined;
  readonly tab?: LeadTab | undefined;
}

/** What the router's search parameters say. */
export const addressIn = (search: SearchParams): LeadAddress =>
  readLeadAddress(stringifySearch(search));

/** A view as search parameters, which `addressIn` reads, with what it left out if that is given. */
export const searchOf = (view: LeadView & Partial<LeadAddress>): SearchParams =>
  parseSearch(queryOf(view));

/** Where a view is, the same way. */
export const addressOf = (view: LeadView & Partial<LeadAddress>): string =>
  `/leads${queryOf(view)}`;

function queryOf({ filter, lead, tab, leftOut = [] }: LeadView & Partial<LeadAddress>): string {
  const query = stringifySearch({ ...filter, lead, tab });
  const rest = new URLSearchParams(leftOut.map((given) => [...given])).toString();
  return `${query}${rest && `${query ? "&" : "?"}${rest}`}`;
}

/** Where each lead of a list is, open beside it. Made once for many rows. */
export function leadPaths(filter: LeadFilter): (leadId: string) => string {
  const list = addressOf({ filter });
  const start = `${list}${list.includes("?") ? "&" : "?"}lead=`;
  return (leadId) => start + encodeURIComponent(leadId);
}
