import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pause } from "#api/retry.ts";
import { followEvents } from "#dashboard/connection/events.ts";
import { refetchFailed } from "#dashboard/connection/refetch-failed.ts";
import { liveLeads } from "#dashboard/domain/lead/live-leads.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { liveUpdatesOff, serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";

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
  await nothingFetched(queryClient, signal);
  await new Promise((resolve) => void whenIdle(() => resolve(undefined)));
  await pause(REST_MS, signal);
  if (!signal.aborted) followServer(queryClient, signal);
}

const nothingFetched = (queryClient: QueryClient, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      if (queryClient.isFetching() > 0 && !signal.aborted) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = queryClient.getQueryCache().subscribe(check);
    signal.addEventListener("abort", check);
    check();
  });

/** Keeps what is cached as the server has it, until the signal. */
function followServer(queryClient: QueryClient, signal: AbortSignal): void {
  const leads = liveLeads(queryClient);
  const refetchWorkspace = () => void queryClient.invalidateQueries(workspaceQuery);
  const polling = pollingOf(queryClient, leads.refetch, signal);
  followEvents(
    {
      onLeads: (change) => {
        leads.apply(change);
        if (change.statuses) refetchWorkspace();
      },
      onSync: (state) => queryClient.setQueryData(syncQuery.queryKey, state),
      onReset: () => {
        leads.reset();
        refetchWorkspace();
      },
      onReach: (reach, lastEventAt) => {
        const polledAt = polling.lastAt();
        const upToDateAt = lastEventAt > polledAt ? lastEventAt : polledAt;
        const isBack = reach !== "away" && serverUnreachableSince.get() !== undefined;
        serverUnreachableSince.set(reach === "away" ? upToDateAt : undefined);
        liveUpdatesOff.set(reach === "off");
        polling.set(reach === "off");
        if (isBack) void refetchFailed(queryClient);
      },
    },
    () => queryClient.getQueryData(workspaceQuery.queryKey)?.person.role,
    signal,
  );
}

/** Has what is on the screen fetched again and again, while it is on. */
function pollingOf(queryClient: QueryClient, refetchLeads: () => void, signal: AbortSignal) {
  let lastAt = "";
  let on: AbortController | undefined;

  async function refetch(): Promise<void> {
    try {
      await queryClient.query({ ...syncQuery, staleTime: 0 });
    } catch {
      // The server is away: that is said elsewhere, and not of every part of the page.
      return;
    }
    lastAt = new Date().toISOString();
    refetchLeads();
    void queryClient.invalidateQueries(workspaceQuery);
  }

  return {
    /** When that was last done, as an ISO time; empty if it wasn't yet. */
    lastAt: () => lastAt,
    set: (isOn: boolean) => {
      if (isOn === (on !== undefined)) return;
      on?.abort();
      on = isOn ? new AbortController() : undefined;
      if (on) poll(() => void refetch(), AbortSignal.any([signal, on.signal]));
    },
  };
}

const POLL_MS = 30_000;

/** Calls back at once and then every 30 seconds while someone sees the page, until the signal. */
function poll(refetch: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pollIfSeen = () => {
    if (isPageHidden()) {
      timer = undefined;
      return;
    }
    timer = setTimeout(pollIfSeen, POLL_MS);
    refetch();
  };
  // Whoever comes back after longer than that doesn't wait.
  const pollIfDue = () => timer === undefined && pollIfSeen();
  document.addEventListener("visibilitychange", pollIfDue, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  pollIfSeen();
}
