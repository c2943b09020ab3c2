import { type RefObject, useEffect, useRef } from "react";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";

/**
 * When what is open beside a list is closed, its row takes the focus: it mustn't be lost. Not the
 * list's own effect, to which a lead that is closed soon was never open.
 */
export function useFocusBack(grid: RefObject<GridHandle | null>, isOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) grid.current?.takeFocus();
    wasOpen.current = isOpen;
  }, [grid, isOpen]);
}
