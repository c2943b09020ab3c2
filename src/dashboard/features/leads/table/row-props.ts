import { slotId } from "./row-window.ts";
import type { LeadTableRow } from "./use-lead-list.ts";
import type { RowSurroundings } from "./columns.ts";

/** What a row is told, whether it is a line of cells or, on a phone, an item of two lines. */
export interface LeadRowProps {
  readonly slot: number;
  /** Place in the list, from 0. */
  readonly index: number;
  /** Pixels from the list's top. */
  readonly top: number;
  /** Missing while its page is on the way, or after it failed. */
  readonly row: LeadTableRow | undefined;
  readonly hasFailed: boolean;
  /** The one that Tab leads to. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** It no longer matches the filter, and stays until the list is fetched again. */
  readonly isDimmed: boolean;
  readonly surroundings: RowSurroundings;
}

/**
 * Whether two rows look the same. The table makes its rows anew when a page comes in; the leads in
 * them stay the same objects, and that is what shows.
 */
export const sameRow = (a: LeadRowProps, b: LeadRowProps): boolean =>
  a.index === b.index &&
  a.top === b.top &&
  a.row?.original === b.row?.original &&
  a.hasFailed === b.hasFailed &&
  a.isActive === b.isActive &&
  a.isOpen === b.isOpen &&
  a.isDimmed === b.isDimmed &&
  a.surroundings === b.surroundings;

/** Attributes that every row has: by them the table finds the row an event is about. */
export const rowAttributes = ({ slot, index, row, isActive, isOpen }: LeadRowProps) => ({
  id: slotId(slot),
  role: "row",
  // The header is the first row.
  "aria-rowindex": index + 2,
  "aria-selected": isOpen,
  "data-row": index,
  "data-lead": row?.original.id,
  tabIndex: isActive ? 0 : -1,
});
