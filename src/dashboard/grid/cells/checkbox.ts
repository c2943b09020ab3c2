import type { CellKind, RowState } from "./cell-kind.ts";

/** Selects its row, which `label` names for those who have it read out. */
export const checkbox = <Row>(label: (row: Row) => string): CellKind<Row, unknown> => ({
  // On paper there is nothing to select.
  text: () => "",
  mount: (cell) => {
    let selectRow: RowState["select"] | undefined;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "size-4 accent-accent";
    box.hidden = true;
    box.addEventListener("change", () => selectRow?.(box.checked));
    cell.append(box);
    return {
      update: (row, _, { isActive, isSelected, select }) => {
        box.hidden = false;
        box.ariaLabel = label(row);
        box.checked = isSelected;
        box.tabIndex = isActive ? 0 : -1;
        selectRow = select;
      },
      clear: () => {
        box.hidden = true;
      },
    };
  },
});
