import { useSyncExternalStore } from "react";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Whether nobody can see the page, rendered anew when that changes. */
export const usePageHidden = (): boolean => useSyncExternalStore(subscribe, isPageHidden);
