import { type QueryClient, QueryObserver, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pause } from "#api/retry.ts";
import { followEvents } from "#dashboard/connection/events.ts";
import { liveLeads } from "#dashboard/domain/lead/live-leads.ts";
import { refetchFailed } from "#dashboard/domain/lists/list-problems.tsx";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { viewsQuery } from "#dashboard/domain/views/queries.ts";
import { throttledSizes } from "#dashboard/domain/views/throttled-sizes.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { liveUpdatesOff, serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { whenIdle } from "#dashboard/ui/timing.ts";

/** Once someone is signed in and what the page shows is there, it follows what happens elsewhere. */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const isSignedIn = useQuery(workspaceQuery).data !== undefined;
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const left = new AbortController();
    void followOnceQuiet(queryClient, left.signal);
    return () => left.abort();
  }, [queryClient, isSignedIn]);
}

/** What the page asked last is still to be shown then; nothing is missed meanwhile. In milliseconds. */
const REST_MS = 500;

async function followOnceQuiet(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  do await pause(REST_MS, signal);
  while (queryClient.isFetching() > 0 && !signal.aborted);
  whenIdle(() => signal.aborted || followServer(queryClient, signal));
}

const POLL_MS = 30_000;

/** Keeps what is cached as the server has it, until the signal. */
function followServer(queryClient: QueryClient, signal: AbortSignal): void {
  const leads = liveLeads(queryClient);
  const refetchWorkspace = () => void queryClient.invalidateQueries(workspaceQuery);
  const refetchViews = () => void queryClient.invalidateQueries(viewsQuery);
  const refetchSizes = throttledSizes(queryClient, signal);
  /** Has what is on the screen fetched again: at once, and then while someone sees the page. */
  const poll = {
    queryKey: ["poll"],
    queryFn: async () => {
      await queryClient.query({ ...syncQuery, staleTime: 0 });
      leads.refetch();
      refetchWorkspace();
      refetchViews();
      refetchSizes();
      return null;
    },
    staleTime: POLL_MS,
    refetchInterval: POLL_MS,
  };
  const polling = new QueryObserver(queryClient, { ...poll, enabled: false });
  const stopPolling = polling.subscribe(() => undefined);
  signal.addEventListener("abort", stopPolling);
  followEvents(
    {
      onLeads: (change) => {
        leads.apply(change);
        if (change.statuses) refetchWorkspace();
        if (change.views) refetchViews();
        refetchSizes();
      },
      onSync: (state) => queryClient.setQueryData(syncQuery.queryKey, state),
      onReset: () => {
        leads.reset();
        refetchWorkspace();
        refetchViews();
        refetchSizes();
      },
      onReach: (reach, lastEventAt) => {
        const { dataUpdatedAt: polledAt } = polling.getCurrentResult();
        const upToDateAt = new Date(Math.max(lastEventAt, polledAt)).toISOString();
        const isBack = reach !== "away" && serverUnreachableSince.get() !== undefined;
        serverUnreachableSince.set(reach === "away" ? upToDateAt : undefined);
        liveUpdatesOff.set(reach === "off");
        polling.setOptions({ ...poll, enabled: reach === "off" });
        if (isBack) void refetchFailed(queryClient);
      },
    },
    () => queryClient.getQueryData(workspaceQuery.queryKey)?.person.role,
    signal,
  );
}
