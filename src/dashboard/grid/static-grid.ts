import "./grid.css";
import { arranged, visibilityOf } from "./arranged.ts";
import { ColumnPlaces, placeStyle } from "./column-places.ts";
import { contentWidths, fitted } from "./content-fit.ts";
import type { ColumnsState, GridColumn, Identified } from "./columns.ts";
import { RowContents } from "./row-contents.ts";

interface StaticGridOptions<Row extends Identified, Context> {
  readonly columns: readonly GridColumn<Row, Context>[];
  /** What someone has chosen of them. */
  readonly state: ColumnsState;
  /** What the rows are sorted by. */
  readonly sorting: readonly { readonly id: string; readonly desc: boolean }[];
  /** The first page of them, by which columns have their widths. */
  readonly rows: readonly Row[];
  /** So many are drawn. */
  readonly drawn: number;
  readonly context: Context;
  /** In pixels. */
  readonly rowHeight: number;
  /** How wide the grid is, in rem. */
  readonly width: number;
}

/** What nobody can select or lead Tab to. */
const ONLY_READ = { isActive: false, isSelected: false, select: () => {} };

/**
 * A grid as `Grid` draws it before one does anything with it: the same columns, cells and styles,
 * without React. For who sees it only; it is none to assistive technology.
 */
export function staticGrid<Row extends Identified, Context>(
  options: StaticGridOptions<Row, Context>,
): HTMLElement {
  const { rows, context, rowHeight, state } = options;
  const visibility = visibilityOf(options.columns, state);
  const { start, centre, end } = arranged(options.columns, state);
  const columns = [
    ...start.map((column) => ({ ...column, pinned: "start" as const })),
    ...centre.map((column) => ({ ...column, pinned: undefined })),
    ...end.map((column) => ({ ...column, pinned: "end" as const })),
  ].flatMap((column) => {
    if (visibility[column.id] === false) return [];
    return [{ ...column, size: state.columnSizing?.[column.id], style: placeStyle(column) }];
  });
  const contents = contentWidths(options.columns, rows, context);
  const places = new ColumnPlaces(columns.map((column) => fitted(column, contents)));
  const grid = element("grid-scroller");
  grid.ariaHidden = "true";
  grid.toggleAttribute("data-sticking", options.width < places.leastWidth);
  setStyle(grid, {
    "--row-height": `${rowHeight}px`,
    "--row-width": `${places.leastWidth}rem`,
    ...places.variables(undefined),
  });
  const names = columns.map((column) => {
    const sorted = options.sorting.find(({ id }) => id === column.id);
    const cell = cellElement(column, "columnheader", column.sort ? "" : column.header);
    if (column.sort) cell.append(element("sort-button", element("sort-name", column.header)));
    if (sorted) cell.ariaSort = sorted.desc ? "descending" : "ascending";
    return cell;
  });
  const lines = rows.slice(0, options.drawn).map((row, index) => {
    const cells = columns.map((column) =>
      cellElement(column, column.isRowHeader ? "rowheader" : "gridcell"),
    );
    const line = element("grid-row", ...cells);
    line.role = "row";
    line.dataset["rowId"] = row.id;
    line.style.transform = `translateY(${index * rowHeight}px)`;
    new RowContents<Row, Context>().fill(line, columns, row, context, ONLY_READ);
    return line;
  });
  grid.append(element("grid-header", element("", ...names)), element("grid-body", ...lines));
  return grid;
}

interface Place {
  readonly id: string;
  readonly cell: { readonly align?: string | undefined };
  readonly pinned: string | undefined;
  readonly style: Readonly<Record<string, string>>;
}

function cellElement(
  { id, cell: kind, pinned, style }: Place,
  role: string,
  text = "",
): HTMLElement {
  const cell = element("grid-cell", text);
  cell.role = role;
  cell.dataset["column"] = id;
  if (pinned !== undefined) cell.dataset["pinned"] = pinned;
  if (kind.align !== undefined) cell.dataset["align"] = kind.align;
  setStyle(cell, style);
  return cell;
}

function element(className: string, ...inside: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement("div");
  made.className = className;
  made.append(...inside);
  return made;
}

function setStyle(of: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(style)) of.style.setProperty(name, value);
}
