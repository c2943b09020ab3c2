import { useSyncExternalStore } from "react";
import { remInPixels, watchRem } from "./rem.ts";

const phone = window.matchMedia("(width < 40rem)");

function subscribe(listener: () => void): () => void {
  phone.addEventListener("change", listener);
  return () => phone.removeEventListener("change", listener);
}

/** Where the table becomes a list and the drawer a sheet. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => phone.matches);

/** One rem in pixels, rendered anew when the reader's text becomes larger or smaller. */
export const useRem = (): number => useSyncExternalStore(watchRem, remInPixels);
