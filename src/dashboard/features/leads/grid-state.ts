import { useMemo } from "react";
import type { LeadList } from "#dashboard/domain/lead/view.ts";
import { useColumnLayout } from "#dashboard/domain/lists/columns/use-column-layout.ts";
import type { GridState, GridStateChange } from "#dashboard/grid/table.ts";
import type { useLeadMoves } from "./address.ts";
import { leadGridState } from "./columns.ts";
import { sortingOf, sortOf } from "./sorting.ts";

/**
 * What the grid is drawn from: its sorting is the address', and so is what becomes of it; its columns
 * are laid out by the person for the view.
 * @param columnsOf the id of the view
 */
export function useLeadGridState(
  { query }: LeadList,
  columnsOf: string,
  moves: ReturnType<typeof useLeadMoves>,
) {
  const { sort } = query;
  const layout = useColumnLayout(columnsOf, leadGridState);
  const state = useMemo(
    (): GridState => ({ ...layout.state, sorting: sortingOf(sort) }),
    [layout, sort],
  );
  const setState = useMemo(
    (): GridStateChange => (change) => {
      if (change(state).sorting === state.sorting) return layout.onStateChange(change);
      moves.order((before) => {
        const { sorting = [] } = change({ ...state, sorting: sortingOf(before) });
        return sortOf(sorting, before);
      });
    },
    [layout, moves, state],
  );
  return { state, setState, onReset: layout.onReset };
}
