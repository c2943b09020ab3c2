import { useSyncExternalStore } from "react";
import { remInPixels, watchRem } from "./rem.ts";

function media(query: string): () => boolean {
  const list = window.matchMedia(query);
  const subscribe = (listener: () => void) => {
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  };
  const matches = () => list.matches;
  return () => useSyncExternalStore(subscribe, matches);
}

/** Where the table becomes a list. */
export const useIsPhone = media("(width < 40rem)");

/** Where there is no room for a lead beside the table: it covers the page. */
export const useIsSheet = media("(width < 80rem)");

/** One rem in pixels, rendered anew when the reader's text becomes larger or smaller. */
export const useRem = (): number => useSyncExternalStore(watchRem, remInPixels);
