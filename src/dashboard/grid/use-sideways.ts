import { useDeferredValue, useState } from "react";
import type { ColumnPlaces } from "./column-places.ts";

/** In rem. With less room the pinned columns don't stick: no other one would fit beside them. */
const LEAST_BESIDE_PINNED = 11.5;

/** How wide rows are, where the columns stand in them, and whether the pinned ones stick. */
export function useSideways(
  places: ColumnPlaces | undefined,
  width: number,
  rem: number,
  isBesideDrawer: boolean,
) {
  const least = (places?.leastWidth ?? 0) * rem;
  const pinned = (places?.leastPinned ?? 0) * rem;
  const hasRoom = width >= pinned + LEAST_BESIDE_PINNED * rem;
  // Making them stick restyles every row: not while a drawer is about to be painted.
  const isSticking = useDeferredValue(pinned > 0 && width < least && hasRoom);
  const row = { width: useRowWidth(width, least, isBesideDrawer), rem };
  if (!places) return { isSticking: false };
  return {
    isSticking,
    "--row-width": `${row.width}px`,
    ...places.variables(isSticking ? row : undefined),
    // What stays at the edges covers no cell that the focus comes to.
    scrollPaddingLeft: isSticking ? places.pinnedWidth("start", row) : 0,
    scrollPaddingRight: isSticking ? places.pinnedWidth("end", row) : 0,
  };
}

/** Beside a drawer, rows keep the width they had without it: opening it moves no cell. */
function useRowWidth(width: number, least: number, isBesideDrawer: boolean): number {
  const [widthAlone, setWidthAlone] = useState(least);
  if (!isBesideDrawer && widthAlone !== width) setWidthAlone(width);
  return isBesideDrawer ? Math.max(least, widthAlone) : least;
}
