import { type PointerEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
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
  readonly list: unknown;
  readonly showRow: (row: number) => void;
  readonly activate: (row: number) => void;
}

/**
 * Brings the open row into view and puts it into the tab order, once: its place may be forgotten while
 * one scrolls far away from it, and known again.
 */
export function useOpenRow({ openId, openIndex, list, showRow, activate }: OpenRowOptions): void {
  const bringIntoView = useEffectEvent(() => {
    if (openIndex === undefined) return;
    activate(openIndex);
    showRow(openIndex);
  });
  const isKnown = openIndex !== undefined;
  const shown = useRef<{ readonly id?: string; readonly list?: unknown }>({});
  useLayoutEffect(() => {
    const before = shown.current;
    if (openId === undefined) shown.current = {};
    else if (isKnown) {
      shown.current = { id: openId, list };
      if (before.id !== openId) bringIntoView();
    } else if (before.list !== list) shown.current = {};
  }, [openId, isKnown, list]);
}

/** As long as a pointer must rest on a row to mean it; one that only crosses it is faster. */
const INTENT_MS = 40;

/** Says which row is about to be opened: the pointer rests on it, or it has the focus. */
export function useRowIntent(onIntent: ((id: string) => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<string>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const consider = (target: EventTarget) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row-id]") : null;
    const id = row?.dataset["rowId"];
    if (id === latest.current) return;
    latest.current = id;
    clearTimeout(timer.current);
    if (id) timer.current = setTimeout(() => onIntent?.(id), INTENT_MS);
  };
  return {
    onFocus: consider,
    onPointerOver: ({ pointerType, target }: PointerEvent) => {
      // A finger means a row by tapping it.
      if (pointerType !== "touch") consider(target);
    },
  };
}
