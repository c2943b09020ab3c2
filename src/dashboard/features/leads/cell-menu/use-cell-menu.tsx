import { type RefObject, useCallback, useState } from "react";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import type { ChosenCell } from "#dashboard/grid/input/cell-menu.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { LeadContext } from "../cells.ts";
import type { CellMenuProps } from "./cell-menu.tsx";

const CellMenu = lazyWithPreload(async () => (await import("./cell-menu.tsx")).CellMenu);

interface CellMenuOptions extends Pick<CellMenuProps, "query" | "onFilter"> {
  readonly grid: RefObject<GridHandle | null>;
  readonly context: LeadContext;
}

/** One menu for all cells of the lead table: `openCellMenu` opens it at one. */
export function useCellMenu({ grid, context, ...list }: CellMenuOptions) {
  const [cell, setCell] = useState<ChosenCell<ListedLead>>();
  const close = useCallback(() => setCell(undefined), []);
  CellMenu.usePreload();
  const cellMenu = cell && (
    <CellMenu
      key={`${cell.row.id} ${cell.column}`}
      cell={cell}
      path={context.pathOf?.(cell.row.id)}
      {...list}
      onClose={close}
      takeFocus={() => grid.current?.takeFocus(cell.row.id, cell.focused)}
    />
  );
  return { openCellMenu: setCell, cellMenu };
}
