import "./grid.css";
import { ColumnPlaces, placeStyle } from "./column-places.ts";
import type { GridColumn, Identified } from "./columns.ts";
import { RowContents } from "./row-contents.ts";

interface StaticGridOptions<Row extends Identified, Context> {
  readonly columns: readonly GridColumn<Row, Context>[];
  /** The ids of the columns that stay at the start when the grid is scrolled sideways. */
  readonly pinned: readonly string[];
  readonly rows: readonly Row[];
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
  const { rows, context, rowHeight } = options;
  const columns = options.columns.map((column) => {
    const pinned = options.pinned.includes(column.id) ? ("start" as const) : undefined;
    return { ...column, pinned, style: placeStyle({ id: column.id, pinned }) };
  });
  const places = new ColumnPlaces(columns);
  const grid = element("grid-scroller");
  grid.ariaHidden = "true";
  grid.toggleAttribute("data-sticking", options.width < places.leastWidth);
  setStyle(grid, {
    "--row-height": `${rowHeight}px`,
    "--row-width": `${places.leastWidth}rem`,
    ...places.variables(undefined),
  });
  const names = columns.map((column) => cellElement(column, "columnheader", column.header));
  const lines = rows.map((row, index) => {
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
  readonly pinned: string | undefined;
  readonly style: Readonly<Record<string, string>>;
}

function cellElement({ id, pinned, style }: Place, role: string, text = ""): HTMLElement {
  const cell = element("grid-cell", text);
  cell.role = role;
  cell.dataset["column"] = id;
  if (pinned !== undefined) cell.dataset["pinned"] = pinned;
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
