/**
 * Which rows have an element, and which element each one has. The elements are recycled: a row
 * that scrolls out hands its slot to the one that scrolls in, so scrolling makes and removes none.
 */
export interface RowWindow {
  /** First row with an element. */
  readonly first: number;
  /** How many follow it, itself included. */
  readonly count: number;
}

/** Rows beyond what shows, so that a fast frame meets no gap: most of them where one is going. */
export const OVERSCAN = { ahead: 7, behind: 2 };

/**
 * At the list's top, before anyone scrolls: each row more is made before the first one shows, and
 * changes with every filter. No row is cut off above there, so one less than elsewhere shows.
 */
export const NO_OVERSCAN = { above: 0, below: -1 };

/** How many rows a viewport shows, those cut off included. */
export const rowsThatShow = (viewport: number, rowHeight: number): number =>
  Math.ceil(viewport / rowHeight) + 1;

/** The window from the row at the top of the viewport, with some more above and below. */
export function windowAt(
  topRow: number,
  showing: number,
  overscan: { readonly above: number; readonly below: number },
  rowCount: number,
): RowWindow {
  const count = Math.min(showing + overscan.above + overscan.below, rowCount);
  const first = Math.min(Math.max(topRow - overscan.above, 0), rowCount - count);
  return { first, count };
}

export interface SlottedRow {
  readonly slot: number;
  readonly row: number;
}

/**
 * The rows with an element, by slot. The `kept` row, which has the focus, keeps its element even outside
 * the window, or the focus would go to another row; the row that would share its slot gets a spare.
 */
export function slottedRows({ first, count }: RowWindow, kept: number): SlottedRow[] {
  const isOutside = kept >= 0 && (kept < first || kept >= first + count);
  const rows = Array.from({ length: count }, (_, offset): SlottedRow => {
    const row = first + offset;
    const isTaken = isOutside && row % count === kept % count;
    return { slot: isTaken ? count : row % count, row };
  });
  if (isOutside && count > 0) rows.push({ slot: kept % count, row: kept });
  return rows.toSorted((a, b) => a.slot - b.slot);
}

/** The pages, counted from 1, that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number, pageSize: number): number[] {
  const from = Math.floor(first / pageSize);
  const to = Math.max(from, Math.floor(last / pageSize));
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset + 1);
}
