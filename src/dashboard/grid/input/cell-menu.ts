import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from "react";
import { isMac } from "#dashboard/lib/is-mac.ts";
import { wasKey } from "#dashboard/ui/browser/last-press.ts";
import type { Identified, PlacedCell } from "../columns.ts";
import type { GridRows } from "../rows.ts";
import { placeOf, rowOf } from "./row-focus.ts";

/** A cell whose menu is wanted. */
export interface ChosenCell<Row> {
  readonly row: Row;
  /** The id of its column, or of what a phone has in its place. */
  readonly column: string;
  /** What it says; empty where that is nothing. */
  readonly text: string;
  /** Where the menu is wanted: at the cell, or at the point in it that was pressed. */
  readonly at: DOMRect;
  /** The column of the cell that has the focus; missing where the row itself has. */
  readonly focused: string | undefined;
}

interface CellMenuOptions<Row extends Identified, Context> {
  readonly rows: GridRows<Row>;
  readonly cells: readonly PlacedCell<Row, Context>[];
  readonly context: Context;
  readonly onCellMenu?: (cell: ChosenCell<Row>) => void;
}

/**
 * Has a menu opened for the cell that is pressed with the right button, or for which the keyboard asks.
 * The browser's own is left where something was marked, on links, and with Shift.
 */
export function useCellMenu<Row extends Identified, Context>({
  rows,
  cells,
  context,
  onCellMenu,
}: CellMenuOptions<Row, Context>) {
  // A Mac marks the word under the pointer before it asks for the menu.
  const wasMarked = useRef(false);
  if (!onCellMenu) return undefined;

  const open = (target: EventTarget, point?: DOMRect): boolean => {
    const element = cellAt(target);
    const cell = cells.find(({ id }) => id === element?.dataset["column"]);
    const index = rowOf(element ?? null);
    const row = index === undefined ? undefined : rows.rowAt(index);
    if (!element || !cell || !row) return false;
    const focus = placeOf(document.activeElement);
    onCellMenu({
      row,
      column: cell.id,
      text: cell.cell.text(row, context),
      at: point ?? element.getBoundingClientRect(),
      focused: focus?.row === index ? focus?.column : undefined,
    });
    return true;
  };

  return {
    onPointerDownCapture: ({ target }: PointerEvent) => {
      wasMarked.current = isMarked(cellAt(target));
    },
    onContextMenu: (event: MouseEvent) => {
      const { target, clientX, clientY } = event;
      if (wasKey()) {
        if (open(target)) event.preventDefault();
        return;
      }
      if (event.shiftKey || wasMarked.current || isOnLink(target)) return;
      if (!open(target, new DOMRect(clientX, clientY))) return;
      event.preventDefault();
      window.getSelection()?.empty();
    },
    // Elsewhere the browser asks for the menu by itself.
    onKeyDownCapture: (event: KeyboardEvent) => {
      const isAsked = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
      if (isAsked && isMac() && open(event.target)) event.preventDefault();
    },
  };
}

/** The cell of a row that something is in; of a row as a whole the one that it is called by. */
function cellAt(target: EventTarget): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>("[data-row] > [data-column]");
  return cell ?? target.closest("[data-row]")?.querySelector("[role=rowheader]") ?? null;
}

const isOnLink = (target: EventTarget) =>
  target instanceof Element && target.closest("a[href]") !== null;

function isMarked(cell: Element | null): boolean {
  const selection = window.getSelection();
  return cell !== null && selection?.isCollapsed === false && selection.containsNode(cell, true);
}
