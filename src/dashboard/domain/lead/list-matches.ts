import { type LeadQuery, leadQueryParameters } from "#api/contract/lead-query.ts";
import { matchLeads, MOST_MATCHED } from "#api/contract/lead-views.ts";
import { api } from "#dashboard/connection/api.ts";

/** Leads that changed since the list on the screen was fetched, and may have left it. */
export interface ListMatches {
  /** Those that the server is still to be asked about. */
  readonly unknown: readonly string[];
  /** Those that are no longer in the list, as it said. */
  readonly unmatched: readonly string[];
}

export const ALL_MATCH: ListMatches = { unknown: [], unmatched: [] };

/** Those of some leads that a list has, as the server says. */
export async function fetchMatching(
  query: LeadQuery,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const filter = leadQueryParameters(query);
  const parts = Array.from({ length: Math.ceil(ids.length / MOST_MATCHED) }, (_, at) =>
    ids.slice(at * MOST_MATCHED, (at + 1) * MOST_MATCHED),
  );
  const answers = await Promise.all(
    parts.map((id) => api.call(matchLeads, { query: { ...filter, id }, signal })),
  );
  return answers.flatMap((answer) => answer.ids);
}
