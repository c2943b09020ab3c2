import type { CellRenderer, RowState } from "./cells/cell-kind.ts";
import type { PlacedCell } from "./columns.ts";

/**
 * What is in the cells of one recycled row. Filling them is all that is done to the page past React,
 * which took most of its time for a new list to tell that a cell's text is another one.
 */
export class RowContents<Row, Context> {
  #cells: readonly PlacedCell<Row, Context>[] = [];
  #mounted = new Map<string, Mounted<Row, Context>>();

  /** Fills the cells that React has put into `line`; there is no row while it is on the way. */
  fill(
    line: HTMLElement,
    cells: readonly PlacedCell<Row, Context>[],
    row: Row | undefined,
    context: Context,
    state: RowState,
  ): void {
    if (cells !== this.#cells) this.#mount(line, cells);
    for (const { renderer } of this.#mounted.values()) {
      if (row === undefined) renderer.clear();
      else renderer.update(row, context, state);
    }
  }

  /** Other columns, or the same ones in other places: those that stay keep what is in them. */
  #mount(line: HTMLElement, cells: readonly PlacedCell<Row, Context>[]): void {
    const elements = [...line.querySelectorAll<HTMLElement>(":scope > [data-column]")];
    const before = this.#mounted;
    this.#cells = cells;
    this.#mounted = new Map(
      cells.flatMap(({ id, cell }) => {
        const element = elements.find((one) => one.dataset["column"] === id);
        if (!element) return [];
        const known = before.get(id);
        const isSame = known?.element === element && known.kind === cell;
        if (!isSame) element.replaceChildren();
        return [[id, isSame ? known : { element, kind: cell, renderer: cell.mount(element) }]];
      }),
    );
  }
}

interface Mounted<Row, Context> {
  readonly element: HTMLElement;
  readonly kind: PlacedCell<Row, Context>["cell"];
  readonly renderer: CellRenderer<Row, Context>;
}
