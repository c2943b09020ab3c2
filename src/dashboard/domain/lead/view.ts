import { type LeadQuery, leadQueryParameters } from "#api/contract/lead-query.ts";
import { type LeadAddress, readLeadAddress } from "#api/lead-address.ts";
import { stringifySearch } from "#dashboard/lib/search-params.ts";

/** What of the leads one looks at, as the page's address says it. */
export type LeadView = Pick<LeadAddress, "query"> & Partial<LeadAddress>;

/** What the router's search parameters say. */
export const addressIn = (search: Record<string, unknown>): LeadAddress =>
  readLeadAddress(stringifySearch(search));

/** Where a view is, with what its address says in vain where that is given. */
export function addressOf({ query, lead, tab, optIn, leftOut = [] }: LeadView): string {
  const text = stringifySearch({ ...leadQueryParameters(query), lead, tab, "opt-in": optIn });
  const rest = new URLSearchParams(leftOut.map((given) => [...given])).toString();
  return `/leads${text}${rest && `${text ? "&" : "?"}${rest}`}`;
}

/** Where each lead of a list is, open beside it. Made once for many rows. */
export function leadPaths(query: LeadQuery): (leadId: string) => string {
  const list = addressOf({ query });
  const start = `${list}${list.includes("?") ? "&" : "?"}lead=`;
  return (leadId) => start + encodeURIComponent(leadId);
}
