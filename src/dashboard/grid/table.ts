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
import type { GridColumn, Identified } from "./columns.ts";

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

/** The rows are the server's, which sorts, filters and pages them; the table is given none to do so. */
const NO_ROWS: Identified[] = [];

export type GridHeaders = readonly HeaderGroup<typeof features, Identified>[];

/** What the grid is drawn from. */
export type GridTable<Row, Context> = ReturnType<typeof useGridTable<Row, Context>>;

/** The columns as TanStack Table has them under a state. */
export function useGridTable<Row, Context>(
  columns: readonly GridColumn<Row, Context>[],
  state: GridState = NO_STATE,
  onStateChange: GridStateChange = NO_CHANGE,
) {
  const defs = useMemo(
    () => columns.map(({ id, header }): ColumnDef<typeof features, Identified> => ({ id, header })),
    [columns],
  );
  const table = useTable({
    features,
    columns: defs,
    data: NO_ROWS,
    state,
    manualSorting: true,
    ...changesOf(onStateChange),
  });

  const headers = table.getHeaderGroups();
  const { columnSizing: sizes } = table.state;
  const { cells, places } = useMemo(
    () => placed(columns, headers, sizes),
    [columns, headers, sizes],
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
  sizes: Readonly<Record<string, number>>,
) {
  const shown = (headers.at(-1)?.headers ?? []).flatMap(({ column: { id }, column }) => {
    const at = columns.findIndex((one) => one.id === id);
    const entry = columns[at];
    return entry
      ? [{ ...entry, at, pinned: column.getIsPinned() || undefined, size: sizes[id] }]
      : [];
  });
  const isWhole = shown.length === columns.length;
  return {
    places: new ColumnPlaces(shown),
    cells: shown.map((column) => ({
      ...column,
      colIndex: isWhole ? undefined : column.at + 1,
      style: placeStyle(column),
    })),
  };
}
