import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getOptInPosition, listOptInsView, type OptInPlace } from "#api/contract/opt-in-views.ts";
import { api } from "#dashboard/connection/api.ts";
import {
  leadQueries,
  type OptInPage,
  refetchedInOneBatch,
} from "#dashboard/domain/lead/queries.ts";

/** The API's largest page, so a screen of rows is one request, two where it crosses pages. */
export const PAGE_SIZE = 100;

/** The list of all opt-ins. Its keys are the leads', whose news have it fetched again. */
export const optInQueries = {
  /** `page` counts from 1. */
  page: (page: number) =>
    queryOptions({
      queryKey: [...leadQueries.optInPages(), page],
      queryFn: async ({ signal }): Promise<OptInPage> => {
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

/** Asks for all that the drawer shows first of an opt-in, as far as it isn't known yet. */
export const prefetchOptIn = (queryClient: QueryClient, { id, lead_id }: OptInPlace) =>
  Promise.all([
    queryClient.query(leadQueries.details(lead_id)),
    queryClient.infiniteQuery(leadQueries.optIns(lead_id)),
    queryClient.query(optInQueries.position(id)),
  ]);
