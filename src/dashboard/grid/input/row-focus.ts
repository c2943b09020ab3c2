import { type KeyboardEvent, type RefObject, startTransition, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** No row has been focused yet. */
const NONE = -1;

interface RowFocusOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  /** Whole rows that fit, for a page up or down. */
  readonly rowsInView: number;
  /** The columns' ids, as they stand. */
  readonly columnIds: readonly string[];
  /** Scrolls a row into view. */
  readonly showRow: (row: number) => void;
  readonly onOpen: (row: number) => void;
}

/**
 * Moves the focus through the rows by keyboard: one row is in the tab order, the arrows go on from
 * there, right and left through its cells. The focus is the browser's own; the row that has it
 * keeps its element however far the list scrolls away.
 */
export function useRowFocus(options: RowFocusOptions) {
  const { element, rowCount, rowsInView, columnIds, showRow, onOpen } = options;
  const [active, setActive] = useState(NONE);
  // Kept apart: an element that goes takes the focus along without a word.
  const focused = useRef<ReturnType<typeof placeOf>>(undefined);

  const focusRow = (row: number, column?: string) => {
    const inside = Math.min(Math.max(row, 0), rowCount - 1);
    if (inside < 0) return;
    flushSync(() => {
      setActive(inside);
      showRow(inside);
    });
    focusCell(element.current, inside, column);
  };
  /** Left of the first cell is the row itself, right of the last one nothing. */
  const focusBeside = (row: number, column: string | undefined, step: 1 | -1) => {
    const at = column === undefined ? NONE : columnIds.indexOf(column);
    if (at + step < columnIds.length) focusCell(element.current, row, columnIds[at + step]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    const { row, column, isInCell } = place;
    const steps: Record<string, () => void> = {
      ArrowDown: () => focusRow(row + 1, column),
      ArrowUp: () => focusRow(row - 1, column),
      PageDown: () => focusRow(row + rowsInView, column),
      PageUp: () => focusRow(row - rowsInView, column),
      Home: () => focusRow(0, column),
      End: () => focusRow(rowCount - 1, column),
      ArrowRight: () => focusBeside(row, column, 1),
      ArrowLeft: () => focusBeside(row, column, -1),
      Enter: () => onOpen(row),
      " ": () => onOpen(row),
    };
    const step = steps[event.key];
    // What stands in a cell and has the focus is pressed by itself.
    if (!step || (isInCell && PRESSES.has(event.key))) return;
    event.preventDefault();
    step();
  };

  return {
    /** The row in the tab order; before one was focused, none is. */
    active: active < rowCount ? active : NONE,
    isUnfocused: active === NONE,
    focusRow,
    /** Puts a row into the tab order without moving the focus. */
    activate: setActive,
    /** @returns where the focus is, or was until its row went; nothing once it is elsewhere */
    forget: () => {
      setActive(NONE);
      const at = document.activeElement;
      return at === document.body || element.current?.contains(at) ? focused.current : undefined;
    },
    onKeyDown,
    onFocus: (target: EventTarget) => {
      const place = placeOf(target);
      focused.current = place;
      // Which row Tab leads to is no hurry, and a click that focuses a row is about to open it.
      if (place) startTransition(() => setActive(place.row));
    },
    onBlur: () => {
      focused.current = undefined;
    },
  };
}

/** The row an event is about, by its place in the list. */
export function rowOf(target: EventTarget | null): number | undefined {
  const element = target instanceof Element ? target.closest("[data-row]") : null;
  return element instanceof HTMLElement ? Number(element.dataset["row"]) : undefined;
}

const PRESSES = new Set(["Enter", " "]);

/** Where the focus is: on a row, on a cell of a column, or on something inside that cell. */
export function placeOf(target: EventTarget | null) {
  const row = rowOf(target);
  if (row === undefined || !(target instanceof Element)) return undefined;
  // A link that was pressed has the focus, but stands for all of its row.
  if (target.matches(".row-link")) return { row, column: undefined, isInCell: false };
  const cell = target.closest<HTMLElement>("[data-column]");
  return { row, column: cell?.dataset["column"], isInCell: cell !== null && cell !== target };
}

/** Focuses the cell of a column, or what can be pressed in it; without a column the row. */
export function focusCell(grid: HTMLElement | null, row: number, column?: string): void {
  const line = grid?.querySelector<HTMLElement>(`[data-row="${row}"]`);
  if (column === undefined) return line?.focus({ preventScroll: true });
  const cell = line?.querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`);
  if (!cell) return;
  cell.tabIndex = -1;
  (cell.querySelector<HTMLElement>("button, input") ?? cell).focus({ preventScroll: true });
  // By itself a focus scrolls only to what is wholly out of sight.
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}
