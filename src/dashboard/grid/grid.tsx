import "./grid.css";
import type { ReactNode, Ref } from "react";
import { useIsPhone, useRem } from "#dashboard/ui/browser/media.ts";
import { density } from "#dashboard/ui/state/preferences.ts";
import { ROW_HEIGHTS } from "#dashboard/ui/state/row-heights.ts";
import { TooltipArea } from "#dashboard/ui/tooltip-area.tsx";
import type { GridColumn, Identified, PhoneCell, PlacedCell } from "./columns.ts";
import { genericMemo } from "./generic-memo.ts";
import { GridBody, type GridHandle } from "./grid-body.tsx";
import { GridHeader } from "./grid-header.tsx";
import { rowOf } from "./input/row-focus.ts";
import type { GridRows } from "./rows.ts";
import { type GridState, type GridStateChange, useGridTable } from "./table.ts";

export interface GridProps<Row extends Identified, Context> {
  readonly handle?: Ref<GridHandle>;
  /** What the rows are, for those who have it read out. */
  readonly label: string;
  /** The same list for good, as is the next one. */
  readonly columns: readonly GridColumn<Row, Context>[];
  /** What rows show on a phone, in two lines. */
  readonly phoneCells: readonly PhoneCell<Row, Context>[];
  /** What cells depend on besides their row: all rows are drawn again when it is another object. */
  readonly context: Context;
  readonly rows: GridRows<Row>;
  /** What someone has chosen of the columns and rows; the same object until that changes. */
  readonly state?: GridState;
  readonly onStateChange?: GridStateChange;
  /** The row that is open beside the grid. */
  readonly openId?: string | undefined;
  /** Its place in the list, where that is known and its row may not be there. */
  readonly openIndex?: number | undefined;
  /** A row that doesn't belong here any more, and stays until the list is fetched again. */
  readonly isMuted?: (row: Row) => boolean;
  readonly onOpen: (id: string) => void;
  /** Is told which row is likely to be opened next. */
  readonly onIntent?: (id: string) => void;
  /** Stands in place of all rows. */
  readonly instead?: ReactNode;
}

const IGNORE = () => {};

/** A list of any length behind one scroll bar: a table, or on a phone lines. */
export const Grid = genericMemo(function Grid<Row extends Identified, Context>(
  props: GridProps<Row, Context>,
) {
  const { label, columns, phoneCells, context, rows, instead } = props;
  const table = useGridTable(columns, props.state, props.onStateChange);
  const isPhone = useIsPhone();
  const cells: readonly PlacedCell<Row, Context>[] = isPhone ? phoneCells : table.cells;
  const rem = useRem();
  const chosenDensity = density.use();
  const rowHeight = Math.round(ROW_HEIGHTS[isPhone ? "phone" : chosenDensity] * rem);
  return (
    <TooltipArea
      selector="[data-row] > [data-column]"
      textOf={(element) => {
        const cell = cells.find(({ id }) => id === element.dataset["column"])?.cell;
        const row = rows.rowAt(rowOf(element) ?? -1);
        return (row && cell?.fullText?.(row)) || cutOffText(element);
      }}
      className="relative min-h-0 flex-1"
    >
      <GridBody
        handle={props.handle}
        label={label}
        rows={rows}
        rowCount={instead ? 0 : (rows.total ?? Math.ceil(window.innerHeight / rowHeight))}
        rowHeight={rowHeight}
        rem={rem}
        cells={cells}
        columns={isPhone ? undefined : { places: table.places, count: table.colCount }}
        header={!isPhone && <GridHeader headers={table.headers} cells={table.cells} />}
        context={context}
        selected={table.selected}
        select={table.select}
        openId={props.openId}
        openIndex={props.openIndex}
        isMuted={props.isMuted}
        onOpen={props.onOpen}
        onIntent={props.onIntent ?? IGNORE}
      />
      {instead && <div className="absolute inset-x-0 top-9">{instead}</div>}
    </TooltipArea>
  );
});

const cutOffText = (cell: HTMLElement): string | undefined =>
  [cell, ...cell.querySelectorAll<HTMLElement>(".truncate")].some(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  )
    ? (cell.textContent ?? undefined)
    : undefined;
