import { useCallback, useMemo, useState } from "react";
import type { ColumnsState, GridColumn } from "../columns.ts";
import type { GridStateChange } from "../table.ts";
import type { DraggedColumn, Followed } from "./follow-pointer.ts";

/** What one does to the columns in their header. */
export interface ColumnControls {
  /** The column whose menu is open. */
  readonly openId: string | undefined;
  readonly openMenu: (id: string, anchor: HTMLElement) => void;
  readonly dragged: DraggedColumn | undefined;
  readonly followed: Followed;
}

export interface OpenMenu {
  readonly id: string;
  readonly anchor: HTMLElement;
}

/** The controls of a grid's columns, where its state can be changed. */
export function useColumnControls<Row, Context>(
  columns: readonly GridColumn<Row, Context>[],
  onStateChange: GridStateChange | undefined,
) {
  const [menu, setMenu] = useState<OpenMenu>();
  const [resized, showWidths] = useState<ColumnsState["columnSizing"]>();
  const [dragged, showDragged] = useState<DraggedColumn>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  const controls = useMemo(
    (): ColumnControls | undefined =>
      onStateChange && {
        dragged,
        openId: menu?.id,
        openMenu: (id, anchor) => setMenu((open) => (open?.id === id ? undefined : { id, anchor })),
        followed: { columns, onStateChange, showDragged, showWidths },
      },
    [columns, dragged, menu, onStateChange],
  );
  return { controls, resized, menu, closeMenu };
}
