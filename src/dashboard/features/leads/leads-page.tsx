import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, type RefObject, useCallback, useDeferredValue, useMemo, useRef } from "react";
import { ALL_LEADS } from "#api/contract/lead-query.ts";
import { soughtWords } from "#api/contract/search-text.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Workspace } from "#api/contract/people.ts";
import { ALL_VIEW } from "#api/list-of-view.ts";
import { FilterBar } from "#dashboard/domain/filters/filter-bar.tsx";
import { usePrerenderedLead } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries, prefetchLead } from "#dashboard/domain/lead/queries.ts";
import { useUnmatched } from "#dashboard/domain/lead/on-screen.ts";
import { addressOf, type LeadList, leadPaths } from "#dashboard/domain/lead/view.ts";
import { useColumnLayout } from "#dashboard/domain/lists/columns/use-column-layout.ts";
import { useStartRow } from "#dashboard/domain/lists/kept-places.ts";
import { ListPage } from "#dashboard/domain/lists/list-page.tsx";
import { ListTrouble, useInsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { viewsQuery } from "#dashboard/domain/views/queries.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { ColumnsButton } from "#dashboard/grid/columns-dialog/columns-button.tsx";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { Grid } from "#dashboard/grid/grid.tsx";
import { usePagedRows } from "#dashboard/grid/paged-rows.ts";
import { useAfterPaint, useMinute } from "#dashboard/ui/timing.ts";
import { saidWith, useLeadMoves, useLeadView } from "./address.ts";
import { leadColumns, type LeadContext, leadGridState, leadPhoneCells } from "./columns.ts";
import { useLeadGridState } from "./grid-state.ts";
import { listTitle, noLeads } from "./list-words.tsx";
import { PrintSlot } from "./print-slot.tsx";
import { useCurrentView } from "./views/current-view.ts";
import { ViewsBar } from "./views/views-bar.tsx";

const UNKNOWN: Neighbours = { of: "lead" };

/** The leads: filters above, the list below, the open lead beside it. */
export function LeadsPage() {
  const { data: workspace } = useQuery(workspaceQuery);
  const { data: views } = useQuery(viewsQuery);
  const view = useLeadView(workspace);
  const { list, lead: openLead, optIn, tab = "summary" } = view;
  const { asked } = list;
  // The rows come first; what they are filtered by follows a frame later.
  const painted = useAfterPaint(list);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(painted.asked));
  const queryClient = useQueryClient();
  const prefetch = useCallback(
    ({ lead }: OpenLead) => prefetchLead(queryClient, lead, asked),
    [queryClient, asked],
  );
  const { prerendered, prerender } = usePrerenderedLead(prefetch);
  const shown = { lead: openLead ?? prerendered, optIn, tab };
  const { data: neighbours = UNKNOWN } = useQuery({
    // The same while there is no lead: another list is then no other query.
    ...leadQueries.neighbours(shown.lead ?? "", shown.lead === undefined ? ALL_LEADS : asked),
    enabled: openLead !== undefined,
  });
  const openIndex = openLead === undefined ? undefined : neighbours.place?.index;
  const moves = useLeadMoves();
  const grid = useRef<GridHandle>(null);
  const columnsOf = list.view ?? ALL_VIEW;
  const columnsButton = useMemo(() => <LeadColumnsButton view={columnsOf} />, [columnsOf]);
  return (
    <>
      <ListPage
        name="Leads"
        title={useTitle(painted, workspace)}
        head={
          <>
            <ViewsBar list={painted} onShow={moves.showView} onSaved={moves.viewSaved} />
            <FilterBar list={painted} onFilter={moves.filter}>
              {columnsButton}
            </FilterBar>
          </>
        }
        view={view}
        moves={moves}
        grid={grid}
        openRow={openLead}
        drawer={{
          ...shown,
          neighbours,
          prefetch,
          path: addressOf(saidWith(views)({ ...list, ...shown })),
        }}
      >
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <LeadTable
          grid={grid}
          list={list}
          columnsOf={columnsOf}
          workspace={workspace}
          noCounts={noCounts}
          openId={useDeferredValue(openLead)}
          openIndex={useDeferredValue(openIndex)}
          moves={moves}
          onIntent={prerender}
        />
      </ListPage>
      <PrintSlot query={asked} view={columnsOf} isList={openLead === undefined} />
    </>
  );
}

/** What the browser calls the list: by its view, or by what it is filtered by. */
function useTitle(list: LeadList, workspace: Workspace | undefined): string {
  const { view, isChanged } = useCurrentView(list);
  const isNamed = view && view.id !== ALL_VIEW && !isChanged;
  return isNamed ? `${view.name} · Leads` : listTitle(list.query, workspace);
}

const pageOf = ({ asked }: LeadList, page: number) => leadQueries.page(asked, page);

/** Chooses the columns of a view. */
function LeadColumnsButton({ view }: { readonly view: string }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const layout = useColumnLayout(view, leadGridState);
  return workspace && <ColumnsButton columns={leadColumns} {...layout} />;
}

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
const LeadTable = memo(function LeadTable(props: LeadTableProps) {
  const { grid, list, columnsOf, workspace, openId, openIndex, moves, onIntent } = props;
  const rows = usePagedRows({ list, pageOf, pageSize: PAGE_SIZE });
  const { data: views } = useQuery(viewsQuery);
  const { press, picker } = useStatusPicker();
  const now = useMinute();
  const context = useMemo(
    (): LeadContext => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      sought: soughtWords(rows.shownList.query.search),
      pathOf: leadPaths(saidWith(views)(rows.shownList)),
      press: can(workspace, "change-status") ? press : undefined,
    }),
    [now, workspace, views, rows.shownList, press],
  );
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
        instead={instead}
      />
      {picker}
      {!instead && (
        <ListTrouble
          rows={{ title: "Couldn't load some leads", error: rows.error }}
          other={{ title: "Couldn't count the leads", error: props.noCounts }}
        />
      )}
    </>
  );
});
