import { type Ref, useId, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Identified, PlacedCell } from "./columns.ts";
import { GridHeader, type SortIntent } from "./grid-header.tsx";
import type { ColumnControls } from "./header/column-controls.ts";
import { GridRow } from "./grid-row.tsx";
import { type ChosenCell, useCellMenu } from "./input/cell-menu.ts";
import { headerKeys } from "./input/header-keys.ts";
import { useKeptFocus } from "./input/kept-focus.ts";
import { useRowFocus } from "./input/row-focus.ts";
import { rowLinkHandlers } from "./input/row-links.ts";
import { useLateOpen, useOpenRow, useRowIntent } from "./input/row-opening.ts";
import type { GridRows } from "./rows.ts";
import { type SlottedRow, slottedRows } from "./scroll/row-window.ts";
import { physicalHeight, rowTop } from "./scroll/scroll-scale.ts";
import { useRowWindow } from "./scroll/use-row-window.ts";
import type { GridTable } from "./table.ts";
import { useSideways } from "./use-sideways.ts";

/** What a page has its grid do at once. */
export interface GridHandle {
  /**
   * Gives the focus to that row, else to the one in the tab order, the first one, or the grid; with a
   * column to the row's cell there.
   */
  readonly takeFocus: (id?: string, column?: string) => void;
  /** The row at the top of what shows; nothing while those of the list before show. */
  readonly topRow: () => number | undefined;
}

/** What a grid shows, whatever its columns are. */
export interface ListProps<Row extends Identified, Context> {
  readonly handle?: Ref<GridHandle>;
  /** What the rows are, for those who have it read out. */
  readonly label: string;
  readonly rows: GridRows<Row>;
  /** What cells depend on besides their row: all rows are drawn again when it is another object. */
  readonly context: Context;
  /** The row that is open beside the grid. */
  readonly openId?: string | undefined;
  /** Its place in the list, where that is known and its row may not be there. */
  readonly openIndex?: number | undefined;
  /** A row that doesn't belong here any more, and stays until the list is fetched again. */
  readonly isMuted?: (row: Row) => boolean;
  /** The row that the list of now starts at, where it isn't the first. */
  readonly startRow?: () => number | undefined;
  readonly onOpen: (id: string) => void;
  /** Is told which row is likely to be opened next. */
  readonly onIntent?: (id: string) => void;
  readonly onSortIntent?: SortIntent;
  /** Opens a menu for a cell. Left out, cells have none but the browser's. */
  readonly onCellMenu?: (cell: ChosenCell<Row>) => void;
}

interface GridBodyProps<Row extends Identified, Context> extends ListProps<Row, Context> {
  readonly rowCount: number;
  /** In pixels. */
  readonly rowHeight: number;
  /** One rem in pixels. */
  readonly rem: number;
  readonly cells: readonly PlacedCell<Row, Context>[];
  readonly table: GridTable<Row, Context>;
  readonly controls: ColumnControls | undefined;
  /** Rows have lines in place of the table's columns. */
  readonly hasLines: boolean;
}

/** As the style sheet has it: two rem and its edge. */
const headerHeight = (rem: number) => 2 * rem + 1;

/** The scrolled part of a grid: its header, and the few rows that show. */
export function GridBody<Row extends Identified, Context>(props: GridBodyProps<Row, Context>) {
  const { rows, rowCount, rowHeight, rem, cells, table, hasLines, openId } = props;
  const { selected } = table;
  const measures = { rowCount, rowHeight, headerHeight: hasLines ? 0 : headerHeight(rem) };
  const { element, shown, scroller } = useRowWindow(rows, measures);
  const { viewport, place } = shown;
  const { showRow } = scroller;

  const { open, forget } = useLateOpen(rows, props.onOpen);
  const rowsInView = Math.max(1, Math.floor(viewport / rowHeight) - 1);
  const columnIds = cells.map(({ id }) => id);
  const focus = useRowFocus({
    element,
    rowCount,
    rowsInView,
    columnIds,
    showRow,
    // By key no row is opened of the list before: one means the one that was asked for.
    onOpen: (row) => !rows.isStale && open(row),
  });
  useKeptFocus(rows, { element, ...focus });
  const intent = useRowIntent(props.onIntent);
  // A row that would stand elsewhere by now is where it shows, for as long as it does.
  // Until it is known how long the list is, nothing is scrolled that far.
  const openIndex =
    openId === undefined || rows.total === undefined
      ? undefined
      : (rows.indexOf(openId) ?? props.openIndex);
  useOpenRow({ openId, openIndex, list: rows.list, showRow, ...focus });
  const takeFocus = (row: number, column?: string) => {
    if (rowCount === 0) element.current?.focus();
    else focus.focusRow(row, column);
  };
  useImperativeHandle(props.handle, () => ({
    takeFocus: (id, column) => {
      const row = id === undefined ? undefined : rows.indexOf(id);
      takeFocus(row ?? Math.max(focus.active, 0), column);
    },
    topRow: () => (rows.isStale ? undefined : scroller.topRow),
  }));
  useStart(rows, (isFirst) => {
    const row = props.startRow?.() ?? 0;
    if (isFirst && row === 0) return;
    scroller.startAt(row);
    const focused = focus.forget();
    forget();
    // Once the list is there: the focus stays in it.
    if (focused) queueMicrotask(() => takeFocus(row, focused.column));
  });
  const cellMenu = useCellMenu(props);

  const isBesideDrawer = openId !== undefined;
  const { isSticking, ...sideways } = useSideways(
    hasLines ? undefined : table.places,
    shown.width,
    rem,
    isBesideDrawer,
  );
  const gridId = useId();
  const slotted = slottedRows(shown, focus.active);
  return (
    <div
      ref={element}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={hasLines ? undefined : table.colCount}
      aria-multiselectable={selected && true}
      aria-busy={rows.isLoading}
      tabIndex={focus.isUnfocused ? 0 : -1}
      data-lines={hasLines || undefined}
      data-sticking={isSticking || undefined}
      data-beside-drawer={isBesideDrawer || undefined}
      data-stale={rows.isStale || undefined}
      className="grid-scroller"
      style={{
        "--row-height": `${rowHeight}px`,
        scrollPaddingTop: measures.headerHeight,
        ...sideways,
      }}
      {...rowLinkHandlers(open, cellMenu !== undefined)}
      {...cellMenu}
      onKeyDown={(event) => {
        forget();
        if (!headerKeys(event, columnIds, () => focus.focusRow(Math.max(focus.active, 0))))
          focus.onKeyDown(event);
      }}
      onPointerOver={intent.onPointerOver}
      onFocus={({ target }) => {
        if (target === element.current) focus.focusRow(Math.ceil(place.virtual / rowHeight));
        else focus.onFocus(target);
        intent.onFocus(target);
      }}
      onBlur={focus.onBlur}
    >
      {!hasLines && (
        <GridHeader
          headers={table.headers}
          cells={table.cells}
          controls={props.controls}
          onSortIntent={props.onSortIntent}
        />
      )}
      <div
        role="rowgroup"
        aria-owns={inOrder(gridId, slotted)}
        className="grid-body"
        style={{ height: physicalHeight({ rowCount, rowHeight, viewport }) }}
      >
        {slotted.map(rowElement)}
      </div>
    </div>
  );

  function rowElement({ slot, row: index }: SlottedRow) {
    const row = rows.rowAt(index);
    return (
      <GridRow
        key={slot}
        id={slotId(gridId, slot)}
        index={index}
        top={rowTop(index, place, rowHeight)}
        cells={cells}
        context={props.context}
        row={row}
        hasFailed={row === undefined && rows.hasFailed(index)}
        isActive={index === focus.active}
        isOpen={row !== undefined && row.id === openId}
        isMuted={row !== undefined && props.isMuted?.(row) === true}
        isSelected={selected && row !== undefined && selected[row.id] === true}
        select={table.select}
      />
    );
  }
}

/** An element's id, by which the list's order is told although the elements stand in slot order. */
const slotId = (gridId: string, slot: number) => `${gridId}${slot}`;

/** Recycled elements stand in any order; who reads them aloud is told the list's. */
const inOrder = (gridId: string, slotted: readonly SlottedRow[]) =>
  slotted
    .toSorted((a, b) => a.row - b.row)
    .map(({ slot }) => slotId(gridId, slot))
    .join(" ");

/** Once it is known how long a list is, it starts; another one before it starts anew. */
function useStart({ list, total }: GridRows<Identified>, start: (isFirst: boolean) => void) {
  const started = useRef<unknown>(undefined);
  useLayoutEffect(() => {
    if (started.current === list || total === undefined) return;
    const isFirst = started.current === undefined;
    started.current = list;
    start(isFirst);
  });
}
