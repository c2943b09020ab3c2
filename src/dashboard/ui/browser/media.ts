import { useSyncExternalStore } from "react";
import { remInPixels, watchRem } from "./rem.ts";

/** A media query as a hook; its list is made once, not with every component. */
function mediaQuery(query: string): () => boolean {
  const list = window.matchMedia(query);
  const subscribe = (listener: () => void) => {
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  };
  return () => useSyncExternalStore(subscribe, () => list.matches);
}

/** Where the table becomes a list and the drawer a sheet. */
export const useIsPhone = mediaQuery("(width < 40rem)");

/** One rem in pixels, rendered anew when the reader's text becomes larger or smaller. */
export const useRem = (): number => useSyncExternalStore(watchRem, remInPixels);
