import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Identified } from "../columns.ts";
import type { GridRows } from "../rows.ts";
import { focusCell, placeOf } from "./row-focus.ts";

interface KeptFocusOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly active: number;
  readonly activate: (row: number) => void;
}

/** The focus, and the place that Tab leads to, stay with a row when others come in above it. */
export function useKeptFocus<Row extends Identified>(
  { list, rowAt, indexOf }: GridRows<Row>,
  { element, active, activate }: KeptFocusOptions,
) {
  const kept = useRef<{ list: unknown; row: number; id: string | undefined }>(undefined);
  const moved = useRef<ReturnType<typeof placeOf>>(undefined);

  useLayoutEffect(() => {
    const before = kept.current;
    const id = before?.row === active && before.list === list ? before.id : undefined;
    // Its page may come in after others: until then it is awaited.
    kept.current = { list, row: active, id: id ?? rowAt(active)?.id };
    const now = id === undefined ? undefined : indexOf(id);
    const focused = placeOf(document.activeElement);
    if (now === undefined || now === active || (focused && focused.row !== active)) return;
    kept.current.row = now;
    moved.current = focused;
    activate(now);
  }, [list, rowAt, indexOf, active, activate]);

  // The row it is in by now may have got its element only then.
  useLayoutEffect(() => {
    if (moved.current) focusCell(element.current, active, moved.current.column);
    moved.current = undefined;
  }, [element, active]);
}
