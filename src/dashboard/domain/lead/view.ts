import { type LeadQuery, leadQueryParameters } from "#api/contract/lead-query.ts";
import { type LeadAddress, type LeadTab, readLeadAddress } from "#api/lead-address.ts";
import { parseSearch, type SearchParams, stringifySearch } from "#dashboard/lib/search-params.ts";

/** What of the leads one looks at: all that the page's address says and can be taken. */
export interface LeadView {
  readonly query: LeadQuery;
  readonly lead?: string | undefined;
  readonly tab?: LeadTab | undefined;
  /** The open lead's opt-in that it is opened at. */
  readonly optIn?: string | undefined;
}

/** What the router's search parameters say. */
export const addressIn = (search: SearchParams): LeadAddress =>
  readLeadAddress(stringifySearch(search));

/** A view as search parameters, which `addressIn` reads, with what it left out if that is given. */
export const searchOf = (view: LeadView & Partial<LeadAddress>): SearchParams =>
  parseSearch(textOf(view));

/** Where a view is, the same way. */
export const addressOf = (view: LeadView & Partial<LeadAddress>): string => `/leads${textOf(view)}`;

function textOf(view: LeadView & Partial<LeadAddress>): string {
  const { query, lead, tab, optIn, leftOut = [] } = view;
  const text = stringifySearch({ ...leadQueryParameters(query), lead, tab, "opt-in": optIn });
  const rest = new URLSearchParams(leftOut.map((given) => [...given])).toString();
  return `${text}${rest && `${text ? "&" : "?"}${rest}`}`;
}

/** Where each lead of a list is, open beside it. Made once for many rows. */
export function leadPaths(query: LeadQuery): (leadId: string) => string {
  const list = addressOf({ query });
  const start = `${list}${list.includes("?") ? "&" : "?"}lead=`;
  return (leadId) => start + encodeURIComponent(leadId);
}
