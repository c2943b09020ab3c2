import type { CellKind, CellRenderer, RowState } from "./cell-kind.ts";

/**
 * Selects its row.
 * @param label names the row, for those who have it read out
 */
export const checkbox = <Row>(label: (row: Row) => string): CellKind<Row, unknown> => ({
  // On paper there is nothing to select.
  text: () => "",
  mount: (cell) => new CheckboxRenderer(cell, label),
});

class CheckboxRenderer<Row> implements CellRenderer<Row, unknown> {
  readonly #box = document.createElement("input");
  readonly #label: (row: Row) => string;
  #select: RowState["select"] = () => {};

  constructor(cell: HTMLElement, label: (row: Row) => string) {
    this.#label = label;
    this.#box.type = "checkbox";
    this.#box.className = "size-4 accent-accent";
    this.#box.addEventListener("change", () => this.#select(this.#box.checked));
    cell.append(this.#box);
    this.clear();
  }

  update(row: Row, _: unknown, { isActive, isSelected, select }: RowState): void {
    this.#box.hidden = false;
    this.#box.ariaLabel = this.#label(row);
    this.#box.checked = isSelected;
    this.#box.tabIndex = isActive ? 0 : -1;
    this.#select = select;
  }

  clear(): void {
    this.#box.hidden = true;
  }
}
