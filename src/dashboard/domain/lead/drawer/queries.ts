import { infiniteQueryOptions, type QueryKey, queryOptions } from "@tanstack/react-query";
import type { Pagination } from "#api/contract/endpoint.ts";
import { LATEST, listLeadActivity, listLeadOptIns } from "#api/contract/leads/lead-history.ts";
import { getLeadOptIn } from "#api/contract/opt-ins/opt-in-views.ts";
import { api } from "#dashboard/connection/api.ts";
import { leadQueries } from "../queries.ts";

/** Some of what belongs to a lead, newest first, and how much does in all. */
export interface LatestOf<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** The query of pages that are read one after the other, as far back as someone wants to see. */
const backwards = <T>(
  queryKey: QueryKey,
  read: (
    query: { page: number; limit: number },
    signal: AbortSignal,
  ) => Promise<{ readonly data: readonly T[]; readonly pagination: Pagination }>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam: page, signal }): Promise<LatestOf<T>> => {
      const { data, pagination } = await read({ page, limit: LATEST }, signal);
      return { items: data, total: pagination.total };
    },
    initialPageParam: 1,
    getNextPageParam: ({ total }, _, page) => (page * LATEST < total ? page + 1 : undefined),
  });

/** What is asked of a lead once it is open, besides its details. Its keys are of `leadQueries.lead`. */
export const openLeadQueries = {
  optIns: (id: string) =>
    backwards([...leadQueries.lead(id), "opt-ins"], (query, signal) =>
      api.call(listLeadOptIns, { params: { id }, query, signal }),
    ),
  /** `null`: there is no such opt-in. */
  optIn: (id: string, optIn: string) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "opt-in", optIn],
      queryFn: ({ signal }) => api.call(getLeadOptIn, { params: { id, opt_in: optIn }, signal }),
    }),
  /** The oldest of so many opt-ins. */
  firstOptIn: (id: string, total: number) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "first-opt-in", total],
      queryFn: async ({ signal }) => {
        const query = { page: total, limit: 1 };
        const { data } = await api.call(listLeadOptIns, { params: { id }, query, signal });
        return data[0] ?? null;
      },
    }),
  activity: (id: string) =>
    backwards([...leadQueries.lead(id), "activity"], (query, signal) =>
      api.call(listLeadActivity, { params: { id }, query, signal }),
    ),
};
