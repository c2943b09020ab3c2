import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  type HeaderGroup,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type TableState,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { useCallback, useMemo } from "react";
import { ColumnPlaces, placeStyle } from "./column-places.ts";
import { arranged, inOrder, visibilityOf } from "./arranged.ts";
import { type ContentWidths, fitted } from "./content-fit.ts";
import type { ColumnsState, GridColumn, Identified } from "./columns.ts";

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnPinningFeature,
  rowSortingFeature,
  rowSelectionFeature,
});

type WholeState = TableState<typeof features>;

/**
 * What someone has chosen of a grid: TanStack Table's state, held by whoever shows the grid. What is
 * left out is as the columns have it. Sizes are in rem, so that they grow with the reader's text;
 * rows can be selected once `rowSelection` is given.
 */
export type GridState = Partial<WholeState>;

/** Changes the state from what it is by then, as React's setters do. */
export type GridStateChange = (change: (before: GridState) => GridState) => void;

const NO_CHANGE: GridStateChange = () => {};
const NO_STATE: GridState = {};
const NO_SIZES = {};
const AS_COLUMNS_ARE = { columnOrder: [], columnSizing: {}, columnPinning: { start: [], end: [] } };
const NO_CONTENTS: ContentWidths = new Map();

/** The rows are the server's, which sorts, filters and pages them; the table is given none to do so. */
const NO_ROWS: Identified[] = [];

/** By so many columns rows are sorted at once. */
const MOST_SORTED = 2;

export type GridHeaders = readonly HeaderGroup<typeof features, Identified>[];

/** What the grid is drawn from. */
export type GridTable<Row, Context> = ReturnType<typeof useGridTable<Row, Context>>;

/**
 * The columns as TanStack Table has them under a state.
 * @param contents how wide the columns' content is
 * @param resized widths in rem that are being chosen right now, which count in place of the state's
 */
export function useGridTable<Row, Context>(
  columns: readonly GridColumn<Row, Context>[],
  state: GridState = NO_STATE,
  onStateChange: GridStateChange = NO_CHANGE,
  contents: ContentWidths = NO_CONTENTS,
  resized: ColumnsState["columnSizing"] = NO_SIZES,
) {
  const defs = useMemo(
    () =>
      columns.map(({ id, header, sort }): ColumnDef<typeof features, Identified> => ({
        id,
        header,
        enableSorting: sort !== undefined,
        enableMultiSort: sort !== undefined,
        sortDescFirst: sort?.first === "desc",
      })),
    [columns],
  );
  const { columnVisibility: chosen } = state;
  const columnVisibility = useMemo(
    () => visibilityOf(columns, chosen ? { columnVisibility: chosen } : {}),
    [columns, chosen],
  );
  const table = useTable({
    features,
    columns: defs,
    data: NO_ROWS,
    // It keeps what was there before of what is left out.
    state: { ...AS_COLUMNS_ARE, ...state, columnVisibility },
    manualSorting: true,
    maxMultiSortColCount: MOST_SORTED,
    ...changesOf(onStateChange),
  });

  const headers = table.getHeaderGroups();
  const { columnSizing: sizes } = table.state;
  const { columnOrder, columnPinning } = table.state;
  // The same in another order: rows of another sorting are drawn into the same cells.
  const cells = useMemo(
    () => placed(columns, headers, { columnOrder, columnPinning }),
    [columns, headers, columnOrder, columnPinning],
  );
  // Widths are the places' alone: while one is chosen, no row is drawn again.
  const places = useMemo(
    () =>
      new ColumnPlaces(
        cells.map((cell) => {
          const size = resized[cell.id] ?? sizes[cell.id];
          return { ...fitted(cell, contents), size };
        }),
      ),
    [cells, contents, resized, sizes],
  );
  const { setRowSelection } = table;
  const select = useCallback(
    (id: string, isSelected: boolean) =>
      setRowSelection(({ [id]: _, ...others }) =>
        isSelected ? { ...others, [id]: true } : others,
      ),
    [setRowSelection],
  );
  return {
    headers,
    /** Of the columns that show, as they stand. */
    cells,
    places,
    /** How many columns there are where some don't show. */
    colCount: cells.length < columns.length ? columns.length : undefined,
    /** The selected rows by id; missing where none can be selected. */
    selected: state.rowSelection,
    select,
  };
}

/** TanStack Table tells of each part of its state by a function of its own. */
function changesOf(onStateChange: GridStateChange) {
  const partOf =
    <Name extends keyof WholeState>(name: Name, initial: WholeState[Name]) =>
    (updater: Updater<WholeState[Name]>) =>
      onStateChange((before) => ({
        ...before,
        [name]: functionalUpdate(updater, before[name] ?? initial),
      }));
  return {
    onColumnOrderChange: partOf("columnOrder", []),
    onColumnVisibilityChange: partOf("columnVisibility", {}),
    onColumnSizingChange: partOf("columnSizing", {}),
    onColumnPinningChange: partOf("columnPinning", { start: [], end: [] }),
    onSortingChange: partOf("sorting", []),
    onRowSelectionChange: partOf("rowSelection", {}),
  };
}

function placed<Row, Context>(
  columns: readonly GridColumn<Row, Context>[],
  headers: GridHeaders,
  order: Pick<ColumnsState, "columnOrder" | "columnPinning">,
) {
  const shown = (headers.at(-1)?.headers ?? []).flatMap(({ column: { id }, column }) => {
    const entry = columns.find((one) => one.id === id);
    return entry ? [{ ...entry, pinned: column.getIsPinned() || undefined }] : [];
  });
  const isWhole = shown.length === columns.length;
  const all = inOrder(arranged(columns, order)).map(({ id }) => id);
  return shown.map((column) => ({
    ...column,
    colIndex: isWhole ? undefined : all.indexOf(column.id) + 1,
    style: placeStyle(column),
  }));
}
