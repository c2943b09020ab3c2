import {
  infiniteQueryOptions,
  type QueryClient,
  type QueryKey,
  queryOptions,
} from "@tanstack/react-query";
import type { Pagination } from "#api/contract/endpoint.ts";
import { countFilterValues } from "#api/contract/filter-counts.ts";
import {
  ALL_LEADS,
  type LeadQuery,
  leadQueryParameters,
  type PlainFilterName,
} from "#api/contract/lead-query.ts";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  LATEST,
  type LeadPosition,
  type ListedLead,
  listLeadActivity,
  listLeadOptIns,
  listLeadsView,
} from "#api/contract/lead-views.ts";
import { getLeadOptIn } from "#api/contract/opt-in-views.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { ApiError } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import type { Page } from "#dashboard/grid/paging/looked-pages.ts";
import { withOwnChange } from "../status/change/own-changes.ts";
import type { Neighbours } from "./open-lead-moves.ts";

/** What the server answers to a page of anything. */
interface Listed<T> {
  readonly data: readonly T[];
  readonly pagination: Pagination;
}

/** One page of a list, and the query that it answers. */
export interface LeadPage extends Page<ListedLead> {
  readonly query: LeadQuery;
}

/** A page as the server gave it. */
export const pageOf = (query: LeadQuery, { data, pagination }: Listed<ListedLead>): LeadPage => ({
  query,
  rows: data.map(withOwnChange),
  total: pagination.total,
});

/** Some of what belongs to a lead, newest first, and how much does in all. */
export interface LatestOf<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** The query of pages that are read one after the other, as far back as someone wants to see. */
const backwards = <T>(
  queryKey: QueryKey,
  read: (query: { page: number; limit: number }, signal: AbortSignal) => Promise<Listed<T>>,
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

/** Pages of a list become current all at once, by events or else by polling: see `refetch-leads.ts`. */
export const refetchedInOneBatch = { refetchOnWindowFocus: false, refetchOnReconnect: false };

/**
 * Every query about leads. Keys nest, so that a prefix names a family: `all` for everything,
 * `pages()` for every list, `lead(id)` for all that is known of one lead.
 */
export const leadQueries = {
  all: ["leads"] as const,

  pages: () => [...leadQueries.all, "page"] as const,
  /** `page` counts from 1. */
  page: (query: LeadQuery, page: number) =>
    queryOptions({
      queryKey: [...leadQueries.pages(), query, page],
      queryFn: async ({ signal }): Promise<LeadPage> => {
        const parameters = { ...leadQueryParameters(query), page, limit: PAGE_SIZE };
        return pageOf(query, await api.call(listLeadsView, { query: parameters, signal }));
      },
      ...refetchedInOneBatch,
    }),

  /** What has left the lists on the screen: see `on-screen.ts`. */
  matches: () => [...leadQueries.all, "matches"] as const,
  counts: () => [...leadQueries.all, "counts"] as const,
  countsUnder: (query: LeadQuery) =>
    queryOptions({
      queryKey: [...leadQueries.counts(), query],
      queryFn: ({ signal }) => api.call(countLeads, { query: leadQueryParameters(query), signal }),
    }),

  /**
   * How many leads have each value of one filter under the others.
   * @param values as the server is asked for them; left out: all that leads have
   */
  filterValues: (name: PlainFilterName, query: LeadQuery, values?: readonly string[]) => {
    const filter = { ...query.filter, [name]: undefined, [`not_${name}`]: undefined };
    // What is chosen of it, and the order, make no other question of it.
    const others = { ...query, filter, sort: ALL_LEADS.sort };
    return queryOptions({
      queryKey: [...leadQueries.counts(), "values", name, others, values],
      queryFn: ({ signal }) => {
        const value = values && { value: [...values] };
        const parameters = { ...leadQueryParameters(others), field: name, ...value };
        return api.call(countFilterValues, { query: parameters, signal });
      },
    });
  },

  /** Pages of the list of all opt-ins, and places in it, which its own page asks for. */
  optInPages: () => [...leadQueries.all, "opt-in-page"] as const,
  optInPositions: () => [...leadQueries.all, "opt-in-position"] as const,

  leads: () => [...leadQueries.all, "lead"] as const,
  lead: (id: string) => [...leadQueries.leads(), id] as const,
  details: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "details"],
      queryFn: async ({ signal }) =>
        withOwnChange(await api.call(getLeadView, { params: { id }, signal })),
    }),
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

  /** The key of leads as Hermon has them. Apart: news of a lead is no reason to ask Hermon again. */
  fresh: () => ["fresh-lead"] as const,

  positions: () => [...leadQueries.all, "position"] as const,
  /** What stands above and below a lead in a list. */
  neighbours: (id: string, query: LeadQuery) =>
    queryOptions({
      queryKey: [...leadQueries.positions(), id, query],
      queryFn: async ({ signal }) => {
        const request = { params: { id }, query: leadQueryParameters(query), signal };
        return neighboursAt(await api.call(getLeadPosition, request));
      },
    }),
};

export const neighboursAt = (position: LeadPosition): Neighbours => ({
  of: "lead",
  place: position,
  previous: position.previous === null ? null : { lead: position.previous },
  next: position.next === null ? null : { lead: position.next },
});

/** Fetches what the drawer shows first of a lead, as far as that isn't known yet. */
export const prefetchLead = (queryClient: QueryClient, lead: string, query: LeadQuery) =>
  Promise.all([
    queryClient.query(leadQueries.details(lead)),
    queryClient.query(leadQueries.neighbours(lead, query)),
  ]);

/** Whether there is no such lead, or no longer. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404;

/** The list that a page's query is of. */
export function listIn(queryKey: QueryKey): LeadQuery {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A query cache doesn't know the types of its keys; no other query has a key that begins so.
  return queryKey[leadQueries.pages().length] as LeadQuery;
}
