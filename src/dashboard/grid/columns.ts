import type { CellKind } from "./cells/cell-kind.ts";

/** One cell of a row: what every column has, on a wide screen and on a phone. */
interface CellEntry<Row, Context> {
  /** By it the cell is found (`data-column`), and the state of the columns names it. */
  readonly id: string;
  readonly cell: CellKind<Row, Context>;
  /** Its text is what the row is called. */
  readonly isRowHeader?: boolean;
}

/** The direction in which rows are sorted by a column first, and what both are called. */
export interface ColumnSort {
  readonly first: "asc" | "desc";
  readonly asc: string;
  readonly desc: string;
}

/** A column of a list: one entry says all of it. */
export interface GridColumn<Row, Context> extends CellEntry<Row, Context> {
  readonly header: string;
  /** Least width in rem, and the share of what is left over. */
  readonly width: readonly [least: number, share: number];
  /** Left out where it has no order. */
  readonly sort?: ColumnSort;
  /** It starts as wide as its content, within limits in rem; left out, at its least width. */
  readonly content?:
    | {
        readonly most: number;
        /** Where there is room, before any column takes a share. */
        readonly mostWithRoom?: number;
        /** What stands in its cells beside their text. */
        readonly beside?: number;
      }
    | undefined;
  /** Shows only once someone wants it to. */
  readonly isExtra?: boolean;
}

/** A cell of a row on a phone, which has two lines in place of columns. */
export interface PhoneCell<Row, Context> extends CellEntry<Row, Context> {
  /** `title` and `badge` make the first line, `details` and `aside` the second. */
  readonly area: "title" | "badge" | "details" | "aside";
}

/** A cell as all rows draw it, in the order in which they do. */
export interface PlacedCell<Row, Context> extends CellEntry<Row, Context> {
  /** From 1, among all columns; missing where all of them show. */
  readonly colIndex?: number | undefined;
  /** Stays in sight when the list is scrolled sideways, at this edge. */
  readonly pinned?: "start" | "end" | undefined;
  /** Where it stands in its row: a column's place, or one of a phone's. */
  readonly style?: Readonly<Record<string, string>>;
  readonly area?: PhoneCell<Row, Context>["area"];
}

/** Anything with an id can be a row. */
export interface Identified {
  readonly id: string;
}

/** What someone has chosen of the columns, of the state of a grid. What is left out is as the columns have it. */
export interface ColumnsState {
  columnOrder?: string[];
  columnVisibility?: Record<string, boolean>;
  /** In rem. */
  columnSizing?: Record<string, number>;
  columnPinning?: { start: string[]; end: string[] };
}
