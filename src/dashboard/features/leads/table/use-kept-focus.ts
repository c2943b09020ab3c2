import { type RefObject, useLayoutEffect, useRef } from "react";
import type { LeadList } from "./use-lead-list.ts";
import { focusCell, placeOf } from "./use-row-focus.ts";

interface KeptFocusOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly active: number;
  readonly activate: (row: number) => void;
}

/** The focus, and the place that Tab leads to, stay with a lead when others come in above it. */
export function useKeptFocus(list: LeadList, { element, active, activate }: KeptFocusOptions) {
  const kept = useRef<{ query: unknown; row: number; leadId: string | undefined }>(undefined);
  const movedCell = useRef<number>(undefined);

  useLayoutEffect(() => {
    const { query, rows } = list;
    const leadId = kept.current?.leadId;
    const isSame = kept.current?.row === active && kept.current.query === query;
    kept.current = { query, row: active, leadId: rows.get(active)?.original.id };
    if (!isSame || leadId === undefined) return;
    // Its page may come in after others: until then it is awaited.
    kept.current.leadId = leadId;
    const now = list.rowWith(leadId);
    const focused = placeOf(document.activeElement);
    if (now === undefined || now === active || (focused && focused.row !== active)) return;
    kept.current.row = now;
    movedCell.current = focused?.cell;
    activate(now);
  }, [list, active, activate]);

  // The row it is in by now may have got its element only then.
  useLayoutEffect(() => {
    if (movedCell.current !== undefined) focusCell(element.current, active, movedCell.current);
    movedCell.current = undefined;
  }, [element, active]);
}
