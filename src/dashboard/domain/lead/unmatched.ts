import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { isEveryLead, type LeadQuery } from "#api/contract/lead-query.ts";
import type { Lead } from "#api/contract/leads.ts";
import { ALL_MATCH, type ListMatches } from "./list-matches.ts";
import { idsOnScreen } from "./on-screen.ts";
import { leadQueries } from "./queries.ts";

/**
 * Which leads of the list on the screen are no longer in it since they changed, as the server says.
 * Until it says so, and where it can't be asked, none is.
 */
export function useUnmatched(query: LeadQuery): (lead: Lead) => boolean {
  const { data } = useQuery({ ...leadQueries.matchesIn(query), enabled: !isEveryLead(query) });
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
