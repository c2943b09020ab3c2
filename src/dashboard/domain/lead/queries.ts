import { type QueryClient, type QueryKey, queryOptions } from "@tanstack/react-query";
import type { Pagination } from "#api/contract/endpoint.ts";
import { countFilterValues } from "#api/contract/leads/filter-counts.ts";
import {
  ALL_LEADS,
  type LeadQuery,
  leadQueryParameters,
  type PlainFilterName,
} from "#api/contract/leads/lead-query.ts";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  type LeadPosition,
  type ListedLead,
  listLeadsView,
} from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
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

/** Pages of a list become current all at once, by events or else by polling: see `refetch-leads.ts`. */
export const refetchedInOneBatch = { refetchOnWindowFocus: false, refetchOnReconnect: false };

/**
 * Every query about leads. Keys nest, so that a prefix names a family: `all` for everything,
 * `pages()` for every list, `lead(id)` for all that is known of one lead. What the drawer alone asks
 * for stands in `drawer/queries.ts`.
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
  countsUnder: (query: LeadQuery) => {
    // The order makes no other question of it.
    const counted = { ...query, sort: ALL_LEADS.sort };
    return queryOptions({
      queryKey: [...leadQueries.counts(), counted],
      queryFn: ({ signal }) =>
        api.call(countLeads, { query: leadQueryParameters(counted), signal }),
    });
  },

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

/** The newest of what is cached of a lead: its details, or where none are newer, as lists have it. */
export function knownLead(queryClient: QueryClient, leadId: string): Lead | undefined {
  const details = queryClient.getQueryData(leadQueries.details(leadId).queryKey);
  const listed = queryClient
    .getQueriesData<LeadPage>({ queryKey: leadQueries.pages() })
    .flatMap(([, page]) => page?.rows.find(({ id }) => id === leadId) ?? []);
  return [details ?? [], listed]
    .flat()
    .toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))[0];
}

/** Whether there is no such lead, or no longer. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404;

/** The list that a page's query is of. */
export function listIn(queryKey: QueryKey): LeadQuery {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A query cache doesn't know the types of its keys; no other query has a key that begins so.
  return queryKey[leadQueries.pages().length] as LeadQuery;
}
