import { useSyncExternalStore } from "react";

/** Whether nobody can see the page: another tab is in front, or the window is minimised. */
export const isPageHidden = (): boolean => document.hidden || document.visibilityState === "hidden";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** The same, rendered anew when it changes. */
export const usePageHidden = (): boolean => useSyncExternalStore(subscribe, isPageHidden);
