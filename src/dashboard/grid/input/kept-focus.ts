import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Identified } from "../columns.ts";
import { focusCell, placeOf } from "./row-focus.ts";
import type { GridRows } from "../rows.ts";

interface KeptFocusOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly active: number;
  readonly activate: (row: number) => void;
}

/** The focus, and the place that Tab leads to, stay with a row when others come in above it. */
export function useKeptFocus<Row extends Identified>(
  rows: GridRows<Row>,
  { element, active, activate }: KeptFocusOptions,
) {
  const kept = useRef<{ list: unknown; row: number; id: string | undefined }>(undefined);
  const moved = useRef<{ readonly column: string | undefined }>(undefined);

  useLayoutEffect(() => {
    const { list, rowAt, indexOf } = rows;
    const id = kept.current?.id;
    const isSame = kept.current?.row === active && kept.current.list === list;
    kept.current = { list, row: active, id: rowAt(active)?.id };
    if (!isSame || id === undefined) return;
    // Its page may come in after others: until then it is awaited.
    kept.current.id = id;
    const now = indexOf(id);
    const focused = placeOf(document.activeElement);
    if (now === undefined || now === active || (focused && focused.row !== active)) return;
    kept.current.row = now;
    moved.current = focused;
    activate(now);
  }, [rows, active, activate]);

  // The row it is in by now may have got its element only then.
  useLayoutEffect(() => {
    if (moved.current) focusCell(element.current, active, moved.current.column);
    moved.current = undefined;
  }, [element, active]);
}
