import type { QueryClient } from "@tanstack/react-query";
import { followEvents } from "#dashboard/connection/events.ts";
import { poll } from "#dashboard/connection/polling.ts";
import { refetchFailed } from "#dashboard/connection/refetch-failed.ts";
import { liveLeads } from "#dashboard/domain/lead/live-leads.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { liveUpdatesOff, serverAway } from "#dashboard/ui/state/server-away.ts";

/** Keeps what is cached as the server has it, until the signal. */
export function followServer(queryClient: QueryClient, signal: AbortSignal): void {
  const leads = liveLeads(queryClient);
  const askForWorkspace = () => void queryClient.invalidateQueries(workspaceQuery);
  const polling = pollingOf(queryClient, leads.refetch, signal);
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
      reach: (reach, toldUntil) => {
        const knownUntil = toldUntil > polling.until() ? toldUntil : polling.until();
        const isBack = reach !== "away" && serverAway.get() !== undefined;
        serverAway.set(reach === "away" ? knownUntil : undefined);
        liveUpdatesOff.set(reach === "off");
        polling.turn(reach === "off");
        if (isBack) void refetchFailed(queryClient);
      },
    },
    () => queryClient.getQueryData(workspaceQuery.queryKey)?.person.role,
    signal,
  );
}

/** Has what is on the screen fetched again and again, while it is on. */
function pollingOf(queryClient: QueryClient, refetchLeads: () => void, signal: AbortSignal) {
  let until = "";
  let on: AbortController | undefined;

  async function fetchAgain(): Promise<void> {
    try {
      await queryClient.query({ ...syncQuery, staleTime: 0 });
    } catch {
      // The server is away: that is said elsewhere, and not of every part of the page.
      return;
    }
    until = new Date().toISOString();
    refetchLeads();
    void queryClient.invalidateQueries(workspaceQuery);
  }

  return {
    /** When that was last done, as an ISO time; empty if it wasn't yet. */
    until: () => until,
    turn: (isOn: boolean) => {
      if (isOn === (on !== undefined)) return;
      on?.abort();
      on = isOn ? new AbortController() : undefined;
      if (on) poll(() => void fetchAgain(), AbortSignal.any([signal, on.signal]));
    },
  };
}
