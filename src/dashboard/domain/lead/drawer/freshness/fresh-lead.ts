import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getFreshLead, type LeadOptIn, type LeadView } from "#api/contract/lead-views.ts";
import { ApiError } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { followStatuses, isSameLead, showLead } from "#dashboard/domain/lead/lead-caches.ts";
import { type LatestOf, listedLead, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { invalidateMatches } from "#dashboard/domain/lead/on-screen.ts";
import { withOwnChange } from "#dashboard/domain/status/change/own-changes.ts";

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
        await applyFresh(client, withOwnChange(lead), { items, total });
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

async function applyFresh(
  queryClient: QueryClient,
  lead: LeadView,
  optIns: LatestOf<LeadOptIn>,
): Promise<void> {
  const details = leadQueries.details(lead.id).queryKey;
  const touches = leadQueries.optIns(lead.id).queryKey;
  // What is known here may still be on its way, and must not come after what is newer.
  await Promise.all([details, touches].map((queryKey) => queryClient.cancelQueries({ queryKey })));
  const listed = listedLead(queryClient, lead.id);
  const before = queryClient.getQueryData(details) ?? listed;
  queryClient.setQueryData(details, lead);
  showLatest(queryClient, touches, optIns);
  showLead(queryClient, lead);
  if (before && before.status.id !== lead.status.id) void followStatuses(queryClient, [lead.id]);
  else if (listed && !isSameLead(lead, listed)) void invalidateMatches(queryClient, [lead.id]);
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

/** Why a lead couldn't be read again, in the few words there is room for. */
export function whyNotFresh(error: unknown): string {
  if (!(error instanceof ApiError)) return OTHERWISE;
  if (error.kind === "network" || error.kind === "timeout") return SERVER_AWAY;
  // What our server has to say of Hermon.
  if (error.status === 503 && error.answered?.includes("Hermon")) return error.answered;
  return (error.status && BY_STATUS[error.status]) || OTHERWISE;
}

const OTHERWISE = "it couldn't be read";
const SERVER_AWAY = "the dashboard's server can't be reached";

/** What our server says of Hermon, and what a proxy says of our server. */
const BY_STATUS: Readonly<Record<number, string>> = {
  429: "Hermon is busy",
  502: SERVER_AWAY,
  503: "Hermon can't be reached",
  504: "Hermon can't be reached",
};
