import { useRouter } from "@tanstack/react-router";
import { type RefObject, useCallback, useEffect } from "react";
import * as z from "zod/mini";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { readStorage, writeStorage } from "#dashboard/ui/browser/storage.ts";

/* How far one had scrolled in a list when one left it: back there, and after a reload, it is there again. */

/** By the key of the history's entry, the row that stood at the top; the latest last. */
const Places = z.array(z.tuple([z.string(), z.int()]));

/** For as long as the tab, as its history is. */
const KEPT = ["sessionStorage", "list-places"] as const;

/** Nobody goes back further than that. */
const MOST_KEPT = 50;

/** Read once, and written when the page goes. */
const places = new Map(parseJson(Places, readStorage(...KEPT)));

const save = () => writeStorage(...KEPT, JSON.stringify([...places].slice(-MOST_KEPT)));

/** The row that a list starts at, where one comes back to it. */
export function useStartRow(): () => number | undefined {
  const { history } = useRouter();
  return useCallback(() => {
    const { __TSR_key: entry } = history.location.state;
    return entry === undefined ? undefined : places.get(entry);
  }, [history]);
}

/** Keeps the place in the list before one leaves it. */
export function useKeptPlace(grid: RefObject<GridHandle | null>): void {
  const router = useRouter();
  useEffect(() => {
    const keep = (entry: string | undefined) => {
      const row = grid.current?.topRow();
      if (entry === undefined || row === undefined) return;
      places.delete(entry);
      places.set(entry, row);
    };
    const keepNow = () => {
      keep(router.history.location.state.__TSR_key);
      save();
    };
    window.addEventListener("pagehide", keepNow);
    const unsubscribe = router.subscribe("onBeforeNavigate", ({ fromLocation }) =>
      keep(fromLocation?.state.__TSR_key),
    );
    return () => {
      window.removeEventListener("pagehide", keepNow);
      unsubscribe();
    };
  }, [router, grid]);
}
