import { type OpenLeadAddress, readOpenLead } from "#api/lead-address.ts";
import { parseSearch, type SearchParams, stringifySearch } from "#dashboard/lib/search-params.ts";

/** What of the opt-ins one looks at: the lead and its opt-in that are open, if any are. */
export type OptInsView = Partial<Pick<OpenLeadAddress, "lead" | "tab" | "optIn">>;

/** What the router's search parameters say. */
export const addressIn = (search: object): OpenLeadAddress =>
  readOpenLead(stringifySearch({ ...search }));

/** A view as search parameters, which {@link addressIn} reads. */
export const searchOf = (view: OptInsView): SearchParams => parseSearch(queryOf(view));

/** Where a view is, the same way. */
export const pathOf = (view: OptInsView): string => `/opt-ins${queryOf(view)}`;

/** Where nothing else is said, a lead is open at its opt-ins. */
const queryOf = ({ lead, optIn, tab }: OptInsView): string =>
  stringifySearch({ lead, "opt-in": optIn, tab: tab === "opt-ins" ? undefined : tab });
