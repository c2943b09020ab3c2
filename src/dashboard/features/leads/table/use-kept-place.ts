import { useLayoutEffect, useRef } from "react";
import type { RowScroller } from "./row-scroller.ts";
import type { LeadList } from "./use-lead-list.ts";

/**
 * Leads that come in above what one looks at, or go from there, move nothing under one's eyes. At
 * the very top new ones are to be seen.
 */
export function useKeptPlace(list: LeadList, scroller: RowScroller): void {
  const before = useRef(list);
  useLayoutEffect(() => {
    const { query, rows } = before.current;
    before.current = list;
    if (query !== list.query || rows === list.rows || scroller.topRow === 0) return;
    const lead = rows.get(scroller.topRow)?.original;
    const now = lead && list.rowWith(lead.id);
    if (now !== undefined) scroller.moveBy(now - scroller.topRow);
  }, [list, scroller]);
}
