import type { QueryClient } from "@tanstack/react-query";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { listSizes } from "./queries.ts";

/** Some of these lists are counted row by row, so that no page has it done more often, in milliseconds. */
const PAUSE_MS = 5_000;

/** Makes what has the sizes of views fetched again: at once, but no sooner than a while after the last time. */
export function throttledSizes(queryClient: QueryClient, signal: AbortSignal): () => void {
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
    timer ??= setTimeout(refetch, Math.max(0, lastAt + PAUSE_MS - performance.now()));
  };
}
