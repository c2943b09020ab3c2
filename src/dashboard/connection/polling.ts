import { isPageHidden } from "#dashboard/lib/page-hidden.ts";

/** So often a page looks by itself for what it isn't told, in milliseconds. */
const POLL_MS = 30_000;

/** Calls back at once and then every 30 seconds while someone sees the page, until the signal. */
export function poll(look: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lookIfSeen = () => {
    if (isPageHidden()) {
      timer = undefined;
      return;
    }
    timer = setTimeout(lookIfSeen, POLL_MS);
    look();
  };
  // Whoever comes back after longer than that doesn't wait.
  const lookIfDue = () => timer === undefined && lookIfSeen();
  document.addEventListener("visibilitychange", lookIfDue, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  lookIfSeen();
}
