import { type QueryClient, queryOptions } from "@tanstack/react-query";
import {
  getOptInPosition,
  listOptInsView,
  type OptInPlace,
} from "#api/contract/opt-ins/opt-in-views.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { api } from "#dashboard/connection/api.ts";
import { openLeadQueries } from "#dashboard/domain/lead/drawer/queries.ts";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries, refetchedInOneBatch } from "#dashboard/domain/lead/queries.ts";

/** The list of all opt-ins. Its keys are the leads', whose news have it fetched again. */
export const optInQueries = {
  /** `page` counts from 1. */
  page: (page: number) =>
    queryOptions({
      queryKey: [...leadQueries.optInPages(), page],
      queryFn: async ({ signal }) => {
        const query = { page, limit: PAGE_SIZE };
        const { data, pagination } = await api.call(listOptInsView, { query, signal });
        return { rows: data, total: pagination.total };
      },
      ...refetchedInOneBatch,
    }),

  /** What stands above and below an opt-in. */
  neighbours: (id: string) =>
    queryOptions({
      queryKey: [...leadQueries.optInPositions(), id],
      queryFn: async ({ signal }): Promise<Neighbours> => {
        const position = await api.call(getOptInPosition, { params: { id }, signal });
        return {
          of: "opt-in",
          place: position ?? { index: 0, total: 0, matches: false },
          previous: stepTo(position?.previous),
          next: stepTo(position?.next),
        };
      },
    }),
};

const stepTo = (place: OptInPlace | null | undefined): OpenLead | null =>
  place ? { lead: place.lead_id, optIn: place.id } : null;

/** Fetches what the drawer shows first of an opt-in, as far as that isn't known yet. */
export const prefetchOptIn = (queryClient: QueryClient, { lead, optIn }: OpenLead) =>
  Promise.all([
    queryClient.query(leadQueries.details(lead)),
    queryClient.infiniteQuery(openLeadQueries.optIns(lead)),
    optIn && queryClient.query(optInQueries.neighbours(optIn)),
  ]);
