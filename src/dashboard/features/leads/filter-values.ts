import type { LeadFilter } from "#api/contract/lead-views.ts";
import { LEAD_FILTERS, type LeadFilterName, ME, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { parseSearch } from "#dashboard/lib/search-params.ts";

const OWNER = new RegExp(`^(?:${ME}|${UNASSIGNED}|[^\\s@]+@[^\\s@]+)$`);

/** What a filter's values look like in the address. */
const PATTERNS: Readonly<Record<LeadFilterName, RegExp>> = {
  source: /^[\w -]+$/,
  status: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  setter: OWNER,
  closer: OWNER,
  triager: OWNER,
};

/** The values that can be meant, each once; nothing where none is left. */
export function valuesIn(name: LeadFilterName, given: unknown): string[] | undefined {
  const values = [given].flat().filter((one) => typeof one === "string");
  const meant = values.filter((value) => PATTERNS[name].test(value));
  return meant.length > 0 ? [...new Set(meant)] : undefined;
}

/** The filter in a page's address, without names that have no value: equal filters, equal keys. */
export const filterOf = (search: LeadFilter): LeadFilter =>
  Object.fromEntries(LEAD_FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));

/** The filter in a query string, as the router will read it. */
export function filterIn(query: string): LeadFilter {
  const search = parseSearch(query);
  const found: LeadFilter = {};
  for (const name of LEAD_FILTERS) found[name] = valuesIn(name, search[name]);
  return filterOf(found);
}
