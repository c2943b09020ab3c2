import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { Identified } from "../columns.ts";
import { rowOf } from "./row-focus.ts";
import type { GridRows } from "../rows.ts";

/** Opens a row as soon as it is there, unless `forget` or a focus that moves on comes before. */
export function useLateOpen<Row extends Identified>(
  { rowAt }: GridRows<Row>,
  onOpen: (id: string) => void,
) {
  const awaited = useRef<number>(undefined);
  useEffect(() => {
    const index = awaited.current;
    const row = index === undefined ? undefined : rowAt(index);
    if (!row) return;
    awaited.current = undefined;
    if (rowOf(document.activeElement) === index) onOpen(row.id);
  }, [rowAt, onOpen]);

  return {
    open: (index: number | undefined) => {
      const row = index === undefined ? undefined : rowAt(index);
      awaited.current = row ? undefined : index;
      if (row) onOpen(row.id);
    },
    forget: () => {
      awaited.current = undefined;
    },
  };
}

interface OpenRowOptions {
  readonly openId: string | undefined;
  /** Its place, once that is known. */
  readonly openIndex: number | undefined;
  readonly showRow: (row: number) => void;
  readonly activate: (row: number) => void;
}

/** Brings the open row into view, and puts it into the tab order. */
export function useOpenRow({ openId, openIndex, showRow, activate }: OpenRowOptions): void {
  const bringIntoView = useEffectEvent(() => {
    if (openIndex === undefined) return;
    activate(openIndex);
    showRow(openIndex);
  });
  const isKnown = openIndex !== undefined;
  useLayoutEffect(() => {
    if (openId !== undefined && isKnown) bringIntoView();
  }, [openId, isKnown]);
}
