import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Identified } from "../columns.ts";
import type { GridRows } from "../rows.ts";
import { type RowMeasures, RowScroller } from "./row-scroller.ts";

/** The rows that have an element while the list scrolls, and ways to scroll it. */
export function useRowWindow<Row extends Identified>(rows: GridRows<Row>, measures: RowMeasures) {
  const element = useRef<HTMLDivElement>(null);
  const [scroller] = useState(() => new RowScroller(measures, rows.lookAt));
  const shown = useSyncExternalStore(scroller.subscribe, scroller.snapshot);

  const { rowCount, rowHeight, headerHeight } = measures;
  useLayoutEffect(() => {
    scroller.measure({ rowCount, rowHeight, headerHeight });
  }, [scroller, rowCount, rowHeight, headerHeight]);

  useLayoutEffect(
    () => (element.current ? scroller.attach(element.current) : undefined),
    [scroller],
  );
  useKeptPlace(rows, scroller);

  return { element, shown, scroller };
}

/** Rows that come in above what one looks at, or go, move nothing; at the top new ones show. */
function useKeptPlace<Row extends Identified>(rows: GridRows<Row>, scroller: RowScroller): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const { list, rowAt } = before.current;
    before.current = rows;
    if (list !== rows.list || rowAt === rows.rowAt || scroller.topRow === 0) return;
    // The first that shows, of those that were there and still are: those above it may be on their way.
    for (const index of scroller.rowsInView()) {
      const row = rowAt(index);
      const now = row && rows.indexOf(row.id);
      if (now === undefined) continue;
      scroller.moveBy(now - index);
      return;
    }
  }, [rows, scroller]);
}
