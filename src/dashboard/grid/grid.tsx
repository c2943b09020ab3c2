import "./grid.css";
import type { ReactNode } from "react";
import { useIsPhone, useRem } from "#dashboard/ui/browser/media.ts";
import { density, ROW_HEIGHTS } from "#dashboard/ui/state/preferences.ts";
import { TooltipArea } from "#dashboard/ui/floating/tooltip-area.tsx";
import type { GridColumn, Identified, PhoneCell, PlacedCell } from "./columns.ts";
import { useContentWidths } from "./content-fit.ts";
import { GridBody, type ListProps } from "./grid-body.tsx";
import { useColumnControls } from "./header/column-controls.ts";
import { ColumnMenu } from "./header/lazy-column-menu.ts";
import { rowOf } from "./input/row-focus.ts";
import { type GridState, type GridStateChange, useGridTable } from "./table.ts";

export interface GridProps<Row extends Identified, Context> extends ListProps<Row, Context> {
  /** The same list for good, as is the next one. */
  readonly columns: readonly GridColumn<Row, Context>[];
  /** What rows show on a phone, in two lines. */
  readonly phoneCells: readonly PhoneCell<Row, Context>[];
  /** What someone has chosen of the columns and rows; the same object until that changes. */
  readonly state?: GridState;
  readonly onStateChange?: GridStateChange;
  /** Stands in place of all rows. */
  readonly instead?: ReactNode;
}

/** A list of any length behind one scroll bar: a table, or on a phone lines. */
export function Grid<Row extends Identified, Context>(props: GridProps<Row, Context>) {
  const { columns, phoneCells, rows, state, onStateChange, instead, ...list } = props;
  const { controls, resized, menu, closeMenu } = useColumnControls(columns, onStateChange);
  const contents = useContentWidths(columns, rows, list.context);
  const table = useGridTable(columns, state, onStateChange, contents, resized);
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
        {...list}
        rows={rows}
        rowCount={instead ? 0 : (rows.total ?? Math.ceil(window.innerHeight / rowHeight))}
        rowHeight={rowHeight}
        rem={rem}
        cells={cells}
        table={table}
        controls={controls}
        hasLines={isPhone}
      />
      {menu && onStateChange && (
        <ColumnMenu
          key={menu.id}
          columns={columns}
          state={state ?? {}}
          onStateChange={onStateChange}
          menu={menu}
          onClose={closeMenu}
        />
      )}
      {instead && <div className="absolute inset-x-0 top-9">{instead}</div>}
    </TooltipArea>
  );
}

const cutOffText = (cell: HTMLElement): string | undefined =>
  [cell, ...cell.querySelectorAll<HTMLElement>(".truncate")].some(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  )
    ? (cell.textContent ?? undefined)
    : undefined;
