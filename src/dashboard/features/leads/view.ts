import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { LeadAddress, LeadTab } from "#api/lead-address.ts";
import { stringifySearch } from "#dashboard/lib/search-params.ts";

/** What of the leads one looks at: all that the page's address says and can be taken. */
export interface LeadView {
  readonly filter: LeadFilter;
  readonly lead?: string | undefined;
  readonly tab?: LeadTab | undefined;
}

/** Where a view is: what `readLeadAddress` reads, with what it left out if that is given. */
export function addressOf({ filter, lead, tab, leftOut = [] }: LeadView & Partial<LeadAddress>) {
  const query = stringifySearch({ ...filter, lead, tab });
  const rest = new URLSearchParams(leftOut.map((given) => [...given])).toString();
  return `/leads${query}${rest && `${query ? "&" : "?"}${rest}`}`;
}

/** Where each lead of a list is, open beside it. Made once for many rows. */
export function leadPaths(filter: LeadFilter): (leadId: string) => string {
  const list = addressOf({ filter });
  const start = `${list}${list.includes("?") ? "&" : "?"}lead=`;
  return (leadId) => start + encodeURIComponent(leadId);
}
