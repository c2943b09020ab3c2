import { useQuery } from "@tanstack/react-query";
import { NONE } from "#api/contract/leads/filter-values.ts";
import { ALL_LEADS, type LeadFilter } from "#api/contract/leads/lead-query.ts";
import { leadQueries } from "../lead/queries.ts";

/**
 * What a filter asks for of what the workspace doesn't list, and no lead has: "form=Old form". Leads
 * may have it any time, so they are filtered by it; but who mistyped it should know.
 */
export function useUnusedValues(filter: LeadFilter): readonly string[] {
  const countries = useUnusedOf("country", filter);
  const forms = useUnusedOf("form", filter);
  const campaigns = useUnusedOf("campaign", filter);
  return [...countries, ...forms, ...campaigns];
}

function useUnusedOf(name: "country" | "form" | "campaign", filter: LeadFilter): readonly string[] {
  const given = [...(filter[name] ?? []), ...(filter[`not_${name}`] ?? [])];
  const values = [...new Set(given)].filter((value) => value !== NONE);
  const { data } = useQuery({
    ...leadQueries.filterValues(name, ALL_LEADS, values),
    enabled: values.length > 0,
  });
  // What hasn't come from Hermon yet may have it.
  if (!data || data.is_incomplete) return [];
  return data.values.flatMap(({ value, count }) => (count === 0 ? [`${name}=${value}`] : []));
}
