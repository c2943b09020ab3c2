import {
  hashKey,
  type Query,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import { useCallback } from "react";
import {
  isEveryLead,
  type LeadQuery,
  leadQueryParameters,
} from "#api/contract/leads/lead-query.ts";
import { matchLeads, MOST_MATCHED } from "#api/contract/leads/lead-matches.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { api } from "#dashboard/connection/api.ts";
import { type LeadPage, leadQueries, listIn } from "./queries.ts";

/** The queries of a family that something on the screen shows: of the list there, its pages. */
export const onScreen = (queryClient: QueryClient, queryKey: QueryKey): Query[] =>
  queryClient.getQueryCache().findAll({ queryKey, type: "active" });

/** The list on the screen; while it gives way to another one, both. */
export function listsOnScreen(queryClient: QueryClient): LeadQuery[] {
  const lists = onScreen(queryClient, leadQueries.pages()).map(({ queryKey }) => listIn(queryKey));
  return [...new Map(lists.map((list) => [hashKey([list]), list])).values()];
}

/** The leads that the list on the screen has, as far as it is there. */
export const idsOnScreen = (queryClient: QueryClient): ReadonlySet<string> =>
  new Set(
    onScreen(queryClient, leadQueries.pages())
      .flatMap(({ queryKey }) => queryClient.getQueryData<LeadPage>(queryKey)?.rows ?? [])
      .map(({ id }) => id),
  );

/** Leads that changed since the list on the screen was fetched, and may have left it. */
interface ListMatches {
  /** Those that the server is still to be asked about. */
  readonly unknown: readonly string[];
  /** Those that are no longer in the list, as it said. */
  readonly unmatched: readonly string[];
}

const ALL_MATCH: ListMatches = { unknown: [], unmatched: [] };

/** Which leads have left a list that is on the screen. */
export const matchesQuery = (query: LeadQuery) =>
  queryOptions({
    queryKey: [...leadQueries.matches(), query],
    queryFn: async ({ client, queryKey, signal }): Promise<ListMatches> => {
      const { unknown, unmatched } = client.getQueryData<ListMatches>(queryKey) ?? ALL_MATCH;
      const matching = await fetchMatching(query, unknown, signal);
      const others = unmatched.filter((id) => !unknown.includes(id));
      const left = unknown.filter((id) => !matching.includes(id));
      return { unknown: [], unmatched: [...others, ...left] };
    },
    initialData: ALL_MATCH,
    staleTime: Infinity,
    // What was said of a list that isn't on the screen is out of date.
    gcTime: 0,
  });

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

/** Which leads on the screen have left the list since they changed, as the server says. */
export function useUnmatched(query: LeadQuery): (lead: Lead) => boolean {
  const { data } = useQuery({ ...matchesQuery(query), enabled: !isEveryLead(query) });
  return useCallback(({ id }) => data.unmatched.includes(id), [data.unmatched]);
}

/**
 * Asks whether leads are still in the list on the screen, where that leaves any out.
 * @param changed their ids; without them, those that have left it before
 */
export async function invalidateMatches(queryClient: QueryClient, changed?: readonly string[]) {
  const shown = idsOnScreen(queryClient);
  const isShown = (id: string) => shown.has(id);
  await Promise.all(
    onScreen(queryClient, leadQueries.matches()).map(({ queryKey }) => {
      const { unknown, unmatched } = queryClient.getQueryData<ListMatches>(queryKey) ?? ALL_MATCH;
      const asked = new Set([...unknown, ...(changed ?? unmatched)]);
      queryClient.setQueryData<ListMatches>(queryKey, {
        unknown: [...asked].filter(isShown),
        unmatched: unmatched.filter(isShown),
      });
      // An answer on its way is older than that.
      return queryClient.invalidateQueries({ queryKey, exact: true });
    }),
  );
}
