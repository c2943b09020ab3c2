import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, type RefObject, useCallback, useMemo } from "react";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { wordsSearchedFor } from "#api/contract/text/search-text.ts";
import type { OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { useUnmatched } from "#dashboard/domain/lead/on-screen.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { type LeadList, leadPaths } from "#dashboard/domain/lead/view.ts";
import { useStartRow } from "#dashboard/domain/lists/kept-places.ts";
import { ListTrouble, useInsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { viewsQuery } from "#dashboard/domain/views/queries.ts";
import { can } from "#dashboard/domain/workspace.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import type { SortIntent } from "#dashboard/grid/grid-header.tsx";
import { Grid } from "#dashboard/grid/grid.tsx";
import { usePagedRows } from "#dashboard/grid/paged-rows.ts";
import { useMinute } from "#dashboard/ui/timing.ts";
import { shortAddress, type useLeadMoves } from "./address.ts";
import { useCellMenu } from "./cell-menu/use-cell-menu.tsx";
import type { LeadContext } from "./cells.ts";
import { leadColumns, leadPhoneCells } from "./columns.ts";
import { useLeadGridState } from "./grid-state.ts";
import { noLeads } from "./list-words.tsx";
import { sortOf } from "./sorting.ts";

const pageOf = ({ asked }: LeadList, page: number) => leadQueries.page(asked, page);

interface LeadTableProps {
  readonly grid: RefObject<GridHandle | null>;
  readonly list: LeadList;
  /** The id of the view by which the columns are laid out. */
  readonly columnsOf: string;
  readonly workspace: Workspace | undefined;
  readonly noCounts: Error | null;
  readonly openId: string | undefined;
  readonly openIndex: number | undefined;
  readonly moves: ReturnType<typeof useLeadMoves>;
  /** Is told what is likely to be opened next. */
  readonly onIntent: (open: OpenLead) => void;
}

/** The leads that match the query. */
export const LeadTable = memo(function LeadTable(props: LeadTableProps) {
  const { grid, list, columnsOf, workspace, openId, openIndex, moves, onIntent } = props;
  const rows = usePagedRows({ list, pageOf, pageSize: PAGE_SIZE });
  const { data: views } = useQuery(viewsQuery);
  const { press, picker } = useStatusPicker();
  const now = useMinute();
  const context = useMemo(
    (): LeadContext => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      searchedFor: wordsSearchedFor(rows.shownList.query.search),
      pathOf: leadPaths(shortAddress(views)(rows.shownList)),
      press: can(workspace, "change-status") ? press : undefined,
    }),
    [now, workspace, views, rows.shownList, press],
  );
  const { query } = list;
  const { openCellMenu, cellMenu } = useCellMenu({ grid, context, query, onFilter: moves.filter });
  const { state, setState } = useLeadGridState(list, columnsOf, moves);
  // The button goes, and with it the focus would.
  const takeFocus = () => grid.current?.takeFocus();
  const none = noLeads(rows.shownList.query, {
    onShowAll: () => {
      moves.showAll();
      takeFocus();
    },
    onClearSearch: () => {
      moves.search("", "push");
      takeFocus();
    },
  });
  const instead = useInsteadOfRows(rows, none);
  return (
    <>
      <Grid
        handle={grid}
        label="Leads"
        columns={leadColumns}
        phoneCells={leadPhoneCells}
        context={context}
        rows={rows}
        state={state}
        onStateChange={setState}
        openId={openId}
        openIndex={openIndex}
        startRow={useStartRow()}
        isMuted={useUnmatched(rows.shownList.asked)}
        onOpen={useCallback((lead: string) => moves.open({ lead }), [moves])}
        onIntent={useCallback((lead: string) => onIntent({ lead }), [onIntent])}
        onSortIntent={useSortPrefetch(list)}
        onCellMenu={openCellMenu}
        instead={instead}
      />
      {picker}
      {cellMenu}
      {!instead && (
        <ListTrouble
          rows={{ title: "Couldn't load some leads", error: rows.error }}
          other={{ title: "Couldn't count the leads", error: props.noCounts }}
        />
      )}
    </>
  );
});

const ignore = () => undefined;

/** Prefetches the list in another order, which a pointer or the focus is about to ask for. */
function useSortPrefetch({ query, asked }: LeadList): SortIntent {
  const queryClient = useQueryClient();
  return useCallback(
    (sorting) => {
      const sort = sortOf(sorting, query.sort);
      // Should it fail, whoever sorts asks again and is told.
      queryClient.query(leadQueries.page({ ...asked, sort }, 1)).catch(ignore);
    },
    [queryClient, query.sort, asked],
  );
}
