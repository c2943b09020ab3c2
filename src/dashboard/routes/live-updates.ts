import type { QueryClient } from "@tanstack/react-query";
import { liveLeads } from "#dashboard/features/leads/live-leads.ts";
import { followEvents } from "#dashboard/lib/events.ts";
import { serverAway } from "#dashboard/lib/server-away.ts";
import { syncQuery } from "#dashboard/lib/sync.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";

/** Keeps what is cached as the server has it, until the signal. */
export function followServer(queryClient: QueryClient, signal: AbortSignal): void {
  const leads = liveLeads(queryClient);
  const askForWorkspace = () => void queryClient.invalidateQueries(workspaceQuery);
  followEvents(
    {
      leads: (change) => {
        leads.take(change);
        if (change.statuses) askForWorkspace();
      },
      sync: (state) => queryClient.setQueryData(syncQuery.queryKey, state),
      reset: () => {
        leads.reset();
        askForWorkspace();
      },
      away: serverAway.set,
    },
    signal,
  );
}
