import { type KeyboardEvent, type RefObject, startTransition, useState } from "react";
import { flushSync } from "react-dom";

/** No row has been focused yet. */
const NONE = -1;

/** In place of a cell: the row itself. */
const THE_ROW = -1;

interface RowFocusOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  /** Whole rows that fit, for a page up or down. */
  readonly rowsInView: number;
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
  const { element, rowCount, rowsInView, showRow, onOpen } = options;
  const [active, setActive] = useState(NONE);

  const focusRow = (row: number, cell = THE_ROW) => {
    const inside = Math.min(Math.max(row, 0), rowCount - 1);
    if (inside < 0) return;
    flushSync(() => {
      setActive(inside);
      showRow(inside);
    });
    focusCell(element.current, inside, cell);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    const { row, cell, isInCell } = place;
    const steps: Record<string, () => void> = {
      ArrowDown: () => focusRow(row + 1, cell),
      ArrowUp: () => focusRow(row - 1, cell),
      PageDown: () => focusRow(row + rowsInView, cell),
      PageUp: () => focusRow(row - rowsInView, cell),
      Home: () => focusRow(0, cell),
      End: () => focusRow(rowCount - 1, cell),
      ArrowRight: () => focusCell(element.current, row, cell + 1),
      ArrowLeft: () => focusCell(element.current, row, cell - 1),
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
    forget: () => setActive(NONE),
    onKeyDown,
    onFocus: (target: EventTarget) => {
      const row = rowOf(target);
      // Which row Tab leads to is no hurry, and a click that focuses a row is about to open it.
      if (row !== undefined) startTransition(() => setActive(row));
    },
  };
}

/** The row an event is about, by its place in the list. */
export function rowOf(target: EventTarget | null): number | undefined {
  const element = target instanceof Element ? target.closest("[data-row]") : null;
  return element instanceof HTMLElement ? Number(element.dataset["row"]) : undefined;
}

const PRESSES = new Set(["Enter", " "]);

/** Where the focus is: on a row, on a cell, or on something inside a cell. */
export function placeOf(target: EventTarget | null) {
  const row = rowOf(target);
  if (row === undefined || !(target instanceof Element)) return undefined;
  // A link that was pressed has the focus, but stands for all of its row.
  if (target.matches(".lead-link")) return { row, cell: THE_ROW, isInCell: false };
  const element = target.closest("[role=gridcell], [role=rowheader]");
  const cell = element ? [...(element.parentElement?.children ?? [])].indexOf(element) : THE_ROW;
  return { row, cell, isInCell: element !== null && element !== target };
}

const rowElement = (grid: HTMLElement | null, row: number) =>
  grid?.querySelector<HTMLElement>(`[data-row="${row}"]`);

/** Focuses a cell, or the button in it; left of the first one is the row itself. */
export function focusCell(grid: HTMLElement | null, row: number, cell: number): void {
  const element = rowElement(grid, row);
  if (cell <= THE_ROW) return element?.focus({ preventScroll: true });
  const target = element?.children[cell];
  if (!(target instanceof HTMLElement)) return;
  target.tabIndex = -1;
  (target.querySelector("button") ?? target).focus({ preventScroll: true });
  // By itself a focus scrolls only to what is wholly out of sight.
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
}
