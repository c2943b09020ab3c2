import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Look, type RowMeasures, RowScroller } from "./row-scroller.ts";

/**
 * The rows that have an element while the list scrolls, and ways to scroll it.
 * @param onLook is the same function for good
 */
export function useRowWindow(measures: RowMeasures, onLook: (look: Look) => void) {
  const element = useRef<HTMLDivElement>(null);
  const [scroller] = useState(() => new RowScroller(measures, onLook));
  const shown = useSyncExternalStore(scroller.subscribe, scroller.snapshot);

  const { rowCount, rowHeight, headerHeight } = measures;
  useLayoutEffect(() => {
    scroller.measure({ rowCount, rowHeight, headerHeight });
  }, [scroller, rowCount, rowHeight, headerHeight]);

  useLayoutEffect(
    () => (element.current ? scroller.attach(element.current) : undefined),
    [scroller],
  );

  return { element, shown, scroller };
}
