import type { Client } from "#api/client.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import { countLeads } from "#api/contract/lead-views.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";

/**
 * What people ask for: everything, each value of each filter, two values of one, and one value of
 * each of two and of three filters.
 */
export async function someFilters(client: Client): Promise<readonly LeadFilter[]> {
  const counts = await client.call(countLeads);
  const values = (name: (typeof LEAD_FILTERS)[number]) => counts[name].map(({ value }) => value);
  const single = LEAD_FILTERS.flatMap((name) => values(name).map((value) => ({ [name]: [value] })));
  const double = LEAD_FILTERS.map((name) => ({ [name]: values(name).slice(0, 2) }));
  const [source, status, setter] = [values("source"), values("status"), values("setter")];
  const combined = status.flatMap((one, at) => [
    { status: [one], source: source.slice(at % source.length, (at % source.length) + 1) },
    { status: [one], setter: setter.slice(at % setter.length, (at % setter.length) + 1) },
    { status: [one], source: source.slice(0, 3), setter: setter.slice(0, 1) },
  ]);
  return [{}, ...single, ...double, ...combined];
}
