import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getFreshLead, type LeadOptIn, type LeadView } from "#api/contract/lead-views.ts";
import { ApiError } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { followStatus, showLead } from "#dashboard/domain/lead/lead-caches.ts";
import { type LatestOf, listedLead, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { asChangedHere } from "#dashboard/domain/status/change/own-changes.ts";

/** Going back and forth between leads doesn't ask Hermon each time. */
const FRESH_MS = 10_000;

/**
 * Has a lead read from Hermon now. What comes is shown wherever the lead is; the answer itself is
 * no more than when it was read.
 */
export const freshLeadQuery = (leadId: string) =>
  queryOptions({
    queryKey: leadQueries.fresh(leadId),
    queryFn: async ({ client, signal }): Promise<string | null> => {
      try {
        const answer = await api.call(getFreshLead, { params: { id: leadId }, signal });
        const { lead, opt_ins: items, total_opt_ins: total } = answer;
        await takeOver(client, asChangedHere(lead), { items, total });
        return lead.details_as_of ?? null;
      } catch (error) {
        // It is gone in Hermon, so by now it is here as well.
        if (error instanceof ApiError && error.status === 404) {
          void client.invalidateQueries({ queryKey: leadQueries.details(leadId).queryKey });
        }
        throw error;
      }
    },
    staleTime: FRESH_MS,
  });

async function takeOver(
  queryClient: QueryClient,
  lead: LeadView,
  optIns: LatestOf<LeadOptIn>,
): Promise<void> {
  const details = leadQueries.details(lead.id).queryKey;
  const touches = leadQueries.optIns(lead.id).queryKey;
  // What is known here may still be on its way, and must not come after what is newer.
  await Promise.all([details, touches].map((queryKey) => queryClient.cancelQueries({ queryKey })));
  const before = queryClient.getQueryData(details) ?? listedLead(queryClient, lead.id);
  queryClient.setQueryData(details, lead);
  showLatest(queryClient, touches, optIns);
  showLead(queryClient, lead);
  if (before && before.status.id !== lead.status.id) void followStatus(queryClient, lead.id);
}

/** Where earlier ones are on the screen as well, all of them are read again: their places may have moved. */
function showLatest(
  queryClient: QueryClient,
  queryKey: ReturnType<typeof leadQueries.optIns>["queryKey"],
  latest: LatestOf<LeadOptIn>,
): void {
  const hasEarlier = (queryClient.getQueryData(queryKey)?.pages.length ?? 0) > 1;
  if (hasEarlier) void queryClient.invalidateQueries({ queryKey });
  else queryClient.setQueryData(queryKey, { pages: [latest], pageParams: [1] });
}
