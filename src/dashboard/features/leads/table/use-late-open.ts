import { useEffect, useRef } from "react";
import type { LeadList } from "./use-lead-list.ts";
import { rowOf } from "./use-row-focus.ts";

/**
 * Opens a row: at once, or as soon as its lead is there. `forget` takes that wish back, and so does
 * a focus that has moved on by then.
 */
export function useLateOpen({ rows }: LeadList, onOpen: (leadId: string) => void) {
  const awaited = useRef<number>(undefined);

  useEffect(() => {
    const row = awaited.current;
    const lead = row === undefined ? undefined : rows.get(row)?.original;
    if (!lead) return;
    awaited.current = undefined;
    if (rowOf(document.activeElement) === row) onOpen(lead.id);
  }, [rows, onOpen]);

  return {
    open: (row: number | undefined) => {
      const lead = row === undefined ? undefined : rows.get(row)?.original;
      awaited.current = lead ? undefined : row;
      if (lead) onOpen(lead.id);
    },
    forget: () => {
      awaited.current = undefined;
    },
  };
}
