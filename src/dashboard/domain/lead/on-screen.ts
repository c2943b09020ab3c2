import { hashKey, type Query, type QueryClient } from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/lead-query.ts";
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
