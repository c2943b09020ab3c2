import { hashKey, type QueryClient, queryOptions } from "@tanstack/react-query";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  type LeadFilter,
  listLeadActivity,
  listLeadOptIns,
  listLeadsView,
} from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { api } from "#dashboard/lib/api.ts";
import { PAGE_SIZE } from "./first-page.ts";
import { asChangedHere } from "./status/own-changes.ts";
import { together } from "./together.ts";

/** One page of the filtered list, and the filter it was asked under. */
export interface LeadPage {
  readonly filter: LeadFilter;
  readonly leads: readonly Lead[];
  /** Leads that match, in the whole list. */
  readonly total: number;
}

/**
 * Every query about leads. Keys nest, so that a prefix names a family: `all` for everything,
 * `pages()` for the list under every filter, `lead(id)` for all that is known of one lead.
 */
export const leadQueries = {
  all: ["leads"] as const,

  pages: () => [...leadQueries.all, "page"] as const,
  /** `page` counts from 1. */
  page: (filter: LeadFilter, page: number) =>
    queryOptions({
      queryKey: [...leadQueries.pages(), filter, page],
      queryFn: async ({ client, queryKey, signal }): Promise<LeadPage> => {
        const query = { ...filter, page, limit: PAGE_SIZE };
        const answer = api.call(listLeadsView, { query, signal });
        const isNew = client.getQueryData(queryKey) === undefined;
        const { data, pagination } = await (isNew ? answer : together(hashKey([filter]), answer));
        return { filter, leads: data.map(asChangedHere), total: pagination.total };
      },
    }),

  counts: () => [...leadQueries.all, "counts"] as const,
  countsUnder: (filter: LeadFilter) =>
    queryOptions({
      queryKey: [...leadQueries.counts(), filter],
      queryFn: ({ signal }) => api.call(countLeads, { query: filter, signal }),
    }),

  leads: () => [...leadQueries.all, "lead"] as const,
  lead: (id: string) => [...leadQueries.leads(), id] as const,
  details: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "details"],
      queryFn: async ({ signal }) =>
        asChangedHere(await api.call(getLeadView, { params: { id }, signal })),
    }),
  optIns: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "opt-ins"],
      queryFn: ({ signal }) => api.call(listLeadOptIns, { params: { id }, signal }),
    }),
  activity: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.lead(id), "activity"],
      queryFn: ({ signal }) => api.call(listLeadActivity, { params: { id }, signal }),
    }),

  /**
   * The key of the lead as Hermon has it by now. Apart from what is known of a lead: news of it is
   * no reason to ask Hermon again.
   */
  fresh: (id: string) => [...leadQueries.all, "fresh", id] as const,

  positions: () => [...leadQueries.all, "position"] as const,
  position: (id: string, filter: LeadFilter) =>
    queryOptions({
      queryKey: [...leadQueries.positions(), id, filter],
      queryFn: ({ signal }) => api.call(getLeadPosition, { params: { id }, query: filter, signal }),
    }),
};

/** A lead as a row of some list has it, if any does. */
export const listedLead = (queryClient: QueryClient, leadId: string): Lead | undefined =>
  queryClient
    .getQueriesData<LeadPage>({ queryKey: leadQueries.pages() })
    .flatMap(([, page]) => page?.leads.find(({ id }) => id === leadId) ?? [])[0];
