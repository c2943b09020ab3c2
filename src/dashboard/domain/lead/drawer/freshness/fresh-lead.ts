import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getFreshLead, type LeadOptIn } from "#api/contract/leads/lead-history.ts";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import { ApiError } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { followStatuses, isSameLead, showLead } from "#dashboard/domain/lead/lead-caches.ts";
import { isNotFound, knownLead, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { withOwnChange } from "#dashboard/domain/status/change/own-changes.ts";
import { type LatestOf, openLeadQueries } from "../queries.ts";

/** Has a lead read from Hermon now, which is shown wherever the lead is; gives when it was read. */
export const freshLeadQuery = (leadId: string) =>
  queryOptions({
    queryKey: [...leadQueries.fresh(), leadId],
    queryFn: async ({ client, signal }): Promise<string | null> => {
      try {
        const answer = await api.call(getFreshLead, { params: { id: leadId }, signal });
        const { lead, opt_ins: items, total_opt_ins: total } = answer;
        await applyFresh(client, withOwnChange(lead), { items, total });
        return lead.details_as_of ?? null;
      } catch (error) {
        // It is gone in Hermon, so by now it is here as well.
        if (isNotFound(error)) {
          void client.invalidateQueries({ queryKey: leadQueries.details(leadId).queryKey });
        }
        throw error;
      }
    },
    // Going back and forth between leads doesn't ask Hermon each time.
    staleTime: 10_000,
  });

async function applyFresh(
  queryClient: QueryClient,
  lead: LeadView,
  latest: LatestOf<LeadOptIn>,
): Promise<void> {
  const details = leadQueries.details(lead.id).queryKey;
  const optIns = openLeadQueries.optIns(lead.id).queryKey;
  // What is known here may still be on its way, and must not come after what is newer.
  await Promise.all([details, optIns].map((queryKey) => queryClient.cancelQueries({ queryKey })));
  const before = knownLead(queryClient, lead.id);
  queryClient.setQueryData(details, lead);
  // Where earlier ones are on the screen as well, all are read again: their places may have moved.
  const hasEarlier = (queryClient.getQueryData(optIns)?.pages.length ?? 0) > 1;
  if (hasEarlier) void queryClient.invalidateQueries({ queryKey: optIns });
  else queryClient.setQueryData(optIns, { pages: [latest], pageParams: [1] });
  showLead(queryClient, lead);
  if (before && !isSameLead(before, lead)) void followStatuses(queryClient, [lead.id]);
}

/** Why a lead couldn't be read again, in the few words there is room for. */
export function whyNotFresh(error: unknown): string {
  if (!(error instanceof ApiError)) return "it couldn't be read";
  const { kind, status, answered } = error;
  // What a proxy says of our server.
  const isServerAway = kind === "network" || kind === "timeout" || status === 502;
  if (isServerAway) return "the dashboard's server can't be reached";
  if (status === 429) return "Hermon is busy";
  // What our server has to say of Hermon.
  if (status === 503 && answered?.includes("Hermon")) return answered;
  return status === 503 || status === 504 ? "Hermon can't be reached" : "it couldn't be read";
}
