import { useQuery } from "@tanstack/react-query";
import type { LeadList } from "#dashboard/domain/lead/view.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { ColumnsButton } from "#dashboard/grid/columns-dialog/columns-button.tsx";
import { SortDialogButton } from "#dashboard/grid/sort-dialog/sort-dialog-button.tsx";
import type { useLeadMoves } from "./address.ts";
import { leadColumns } from "./columns.ts";
import { useLeadGridState } from "./grid-state.ts";

interface LeadControlsProps {
  readonly list: LeadList;
  /** The id of the view by which the columns are laid out. */
  readonly columnsOf: string;
  readonly moves: ReturnType<typeof useLeadMoves>;
}

/** What a list is sorted by, and which columns it has. */
export function LeadControls({ list, columnsOf, moves }: LeadControlsProps) {
  const { data: workspace } = useQuery(workspaceQuery);
  const { state, setState, onReset } = useLeadGridState(list, columnsOf, moves);
  const grid = { columns: leadColumns, onStateChange: setState };
  return (
    <>
      <SortDialogButton {...grid} sorting={state.sorting ?? []} />
      {workspace && <ColumnsButton {...grid} state={state} onReset={onReset} />}
    </>
  );
}
