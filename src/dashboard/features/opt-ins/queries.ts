import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getOptInPosition, type ListedOptIn, listOptInsView } from "#api/contract/opt-in-views.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { api } from "#dashboard/connection/api.ts";
import type { OpenLead } from "#dashboard/domain/lead/drawer/drawer-bar.tsx";
import { leadQueries, refetchedInOneBatch } from "#dashboard/domain/lead/queries.ts";
import type { Page } from "#dashboard/grid/paging/looked-pages.ts";

/** The list of all opt-ins. Its keys are the leads', whose news have it fetched again. */
export const optInQueries = {
  /** `page` counts from 1. */
  page: (page: number) =>
    queryOptions({
      queryKey: [...leadQueries.optInPages(), page],
      queryFn: async ({ signal }): Promise<Page<ListedOptIn>> => {
        const query = { page, limit: PAGE_SIZE };
        const { data, pagination } = await api.call(listOptInsView, { query, signal });
        return { rows: data, total: pagination.total };
      },
      ...refetchedInOneBatch,
    }),

  /** `null`: there is no such opt-in. */
  position: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.optInPositions(), id],
      queryFn: ({ signal }) => api.call(getOptInPosition, { params: { id }, signal }),
    }),
};

/** Fetches what the drawer shows first of an opt-in, as far as that isn't known yet. */
export const prefetchOptIn = (queryClient: QueryClient, { lead, optIn }: OpenLead) =>
  Promise.all([
    queryClient.query(leadQueries.details(lead)),
    queryClient.infiniteQuery(leadQueries.optIns(lead)),
    optIn && queryClient.query(optInQueries.position(optIn)),
  ]);
