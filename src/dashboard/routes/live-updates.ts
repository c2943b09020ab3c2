import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import { followEvents } from "#dashboard/connection/events.ts";
import { liveLeads } from "#dashboard/domain/lead/live-leads.ts";
import { refetchFailed } from "#dashboard/domain/lists/list-problems.tsx";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { listSizes, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import {
  liveUpdatesOff,
  requestUnanswered,
  serverUnreachableSince,
} from "#dashboard/ui/state/reachability.ts";

const POLL_MS = 30_000;

/** Keeps what is cached as the server has it, until the signal. */
export function followServer(queryClient: QueryClient, signal: AbortSignal): void {
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
        if (reach !== "away") requestUnanswered.set(false);
        polling.setOptions({ ...poll, enabled: reach === "off" });
        if (isBack) void refetchFailed(queryClient);
      },
    },
    () => queryClient.getQueryData(workspaceQuery.queryKey)?.person.role,
    signal,
  );
}

/** Some of these lists are counted row by row, so that no page has it done more often, in milliseconds. */
const SIZES_PAUSE_MS = 5_000;

/** Makes what has the sizes of views fetched again: at once, but no sooner than a while after the last time. */
function throttledSizes(queryClient: QueryClient, signal: AbortSignal): () => void {
  let lastAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(timer));
  const refetch = () => {
    timer = undefined;
    lastAt = performance.now();
    // Whoever comes back to the page has them fetched.
    const refetchType = isPageHidden() ? "none" : "active";
    void queryClient.invalidateQueries({ queryKey: listSizes.all, refetchType });
  };
  return () => {
    timer ??= setTimeout(refetch, Math.max(0, lastAt + SIZES_PAUSE_MS - performance.now()));
  };
}
