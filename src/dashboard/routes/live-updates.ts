import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pause } from "#api/retry.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
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
  const code = await loadCode(signal);
  await pause(REST_MS, signal);
  if (!signal.aborted) code?.followServer(queryClient, signal);
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

const LOAD_AGAIN_MS = 5_000;

/** The page can be used without it. A server that doesn't give it is away, as it says once it is there. */
async function loadCode(signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      return await import("./follow-server.ts");
    } catch {
      serverUnreachableSince.set(new Date(performance.timeOrigin).toISOString());
      await pause(LOAD_AGAIN_MS, signal);
    }
  }
  return undefined;
}
