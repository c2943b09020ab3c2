import type { LeadQuery } from "#api/contract/leads/lead-query.ts";
import { type LeadAddress, readLeadAddress, writeLeadAddress } from "#api/lead-address.ts";
import { queryString, withQueryString } from "#api/query-string.ts";

/** Which leads are on the screen, as the page's address says it. */
export type AddressParts = Pick<LeadAddress, "query"> & Partial<LeadAddress>;

/** A list of leads: what it is, with `me` and days as they are said, and as the server is asked for it. */
export interface LeadList extends Pick<AddressParts, "query" | "view"> {
  readonly asked: LeadQuery;
}

/** What the router's search parameters say. */
export const addressIn = (search: Record<string, unknown>): LeadAddress =>
  readLeadAddress(queryString(search));

/** Where a view is, with what its address says in vain where that is given. */
export const addressOf = (view: AddressParts): string =>
  withQueryString("/leads", writeLeadAddress(view));

/** Where each lead of a list is, open beside it. Made once for many rows. */
export function leadPaths({ query, view }: Pick<AddressParts, "query" | "view">) {
  const list = addressOf({ query, view });
  const start = `${list}${list.includes("?") ? "&" : "?"}lead=`;
  return (leadId: string): string => start + encodeURIComponent(leadId);
}
