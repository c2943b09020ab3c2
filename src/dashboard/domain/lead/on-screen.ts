import {
  hashKey,
  type Query,
  type QueryClient,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { isEveryLead, type LeadQuery, leadQueryParameters } from "#api/contract/lead-query.ts";
import { matchLeads, MOST_MATCHED } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { api } from "#dashboard/connection/api.ts";
import { type LeadPage, leadQueries, listIn } from "./queries.ts";

/** The queries of the pages of the list on the screen. */
export const pagesOnScreen = (queryClient: QueryClient): Query[] =>
  queryClient.getQueryCache().findAll({ queryKey: leadQueries.pages(), type: "active" });

/** The same of the list of all opt-ins. */
export const optInPagesOnScreen = (queryClient: QueryClient): Query[] =>
  queryClient.getQueryCache().findAll({ queryKey: leadQueries.optInPages(), type: "active" });

/** The list on the screen; while it gives way to another one, both. */
export function listsOnScreen(queryClient: QueryClient): LeadQuery[] {
  const lists = pagesOnScreen(queryClient).map(({ queryKey }) => listIn(queryKey));
  return [...new Map(lists.map((list) => [hashKey([list]), list])).values()];
}

/** The leads that the list on the screen has, as far as it is there. */
export const idsOnScreen = (queryClient: QueryClient): ReadonlySet<string> =>
  new Set(
    pagesOnScreen(queryClient)
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

/**
 * Which leads of the list on the screen are no longer in it since they changed, as the server says.
 * Until it says so, and where it can't be asked, none is.
 */
export function useUnmatched(query: LeadQuery): (lead: Lead) => boolean {
  const { data } = useQuery({ ...matchesQuery(query), enabled: !isEveryLead(query) });
  const unmatched = useMemo(() => new Set(data.unmatched), [data.unmatched]);
  return useCallback(({ id }) => unmatched.has(id), [unmatched]);
}

/** Asks whether leads that changed are still in the list on the screen, where that leaves any out. */
export const invalidateMatches = (
  queryClient: QueryClient,
  ids: readonly string[],
): Promise<void> => askAgain(queryClient, ({ unknown }) => [...unknown, ...ids]);

/** Asks again of what the list still has though it was fetched: it may have been read before. */
export const recheckMatches = (queryClient: QueryClient): Promise<void> =>
  askAgain(queryClient, ({ unknown, unmatched }) => [...unknown, ...unmatched]);

async function askAgain(
  queryClient: QueryClient,
  idsIn: (matches: ListMatches) => readonly string[],
): Promise<void> {
  const shown = idsOnScreen(queryClient);
  const shownOf = (ids: readonly string[]) => [...new Set(ids)].filter((id) => shown.has(id));
  const lists = queryClient
    .getQueryCache()
    .findAll({ queryKey: leadQueries.matches(), type: "active" });
  await Promise.all(
    lists.map(({ queryKey }) => {
      const before = queryClient.getQueryData<ListMatches>(queryKey) ?? ALL_MATCH;
      const unknown = shownOf(idsIn(before));
      queryClient.setQueryData(queryKey, { unknown, unmatched: shownOf(before.unmatched) });
      // An answer on its way is older than that.
      return queryClient.invalidateQueries({ queryKey, exact: true });
    }),
  );
}
