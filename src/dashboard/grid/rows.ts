import type { Identified } from "./columns.ts";
import type { Look } from "./scroll/row-scroller.ts";

/** Where a grid has its rows from: the whole list by place, as far as it was looked at. */
export interface GridRows<Row extends Identified> {
  /** The same for as long as it is the same list: another one is shown from its top. */
  readonly list: unknown;
  /** Rows in the whole list; missing until that is known. */
  readonly total: number | undefined;
  /** The row at a place, from 0, once it is there. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Where a row stands, if it is among those looked at. */
  readonly indexOf: (id: string) => number | undefined;
  /** Whether the row at a place couldn't be had. */
  readonly hasFailed: (index: number) => boolean;
  /** Another list, or the first rows of this one, are on the way. */
  readonly isLoading: boolean;
  /** Another list is wanted, which isn't there yet or can't be had. */
  readonly isStale: boolean;
  /** Is told what rows are to be seen. The same function for good. */
  readonly lookAt: (look: Look) => void;
}
