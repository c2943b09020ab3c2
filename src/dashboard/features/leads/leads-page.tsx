import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { memo, type RefObject, useCallback, useDeferredValue, useMemo, useRef } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadAddress, readLeadAddress } from "#api/lead-address.ts";
import { FilterBar } from "#dashboard/domain/filters/filter-bar.tsx";
import type { ChangeFilter } from "#dashboard/domain/filters/filter.ts";
import type { OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { usePrerenderedLead } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import { openLeadMoves } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { useUnmatched } from "#dashboard/domain/lead/on-screen.ts";
import { addressOf, leadPaths } from "#dashboard/domain/lead/view.ts";
import { ListPage } from "#dashboard/domain/lists/list-page.tsx";
import { ListTrouble, useInsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { canChangeStatus, workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { Grid } from "#dashboard/grid/grid.tsx";
import { usePagedRows } from "#dashboard/grid/paged-rows.ts";
import { useAfterPaint } from "#dashboard/ui/timing/after-paint.ts";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { leadColumns, type LeadContext, leadGridState, leadPhoneCells } from "./columns.ts";
import { listTitle } from "./list-title.ts";
import { useNeighbours, usePrefetchLead } from "./neighbours.ts";
import { noLeads } from "./no-leads.tsx";
import { PrintSlot } from "./print/print-slot.tsx";
import { knownView, useKnownView } from "./use-known-view.ts";

/** The leads: filters above, the list below, the open lead beside it. */
export function LeadsPage({ address }: { readonly address: LeadAddress }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const view = useKnownView(address, workspace);
  const { query, lead: openLead, optIn, tab = "summary" } = view;
  // The rows come first; what they are filtered by follows a frame later.
  const painted = useAfterPaint(query);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(painted));
  const prefetch = usePrefetchLead(query);
  const { prerendered, prerender } = usePrerenderedLead(prefetch);
  const shown = { lead: openLead ?? prerendered, optIn, tab };
  const neighbours = useNeighbours(shown.lead, query, openLead !== undefined);
  const openIndex = openLead === undefined ? undefined : neighbours.place?.index;
  const moves = useLeadMoves();
  const grid = useRef<GridHandle>(null);
  return (
    <>
      <ListPage
        name="Leads"
        title={listTitle(painted.filter, workspace)}
        head={<FilterBar query={painted} onFilter={moves.filter} />}
        view={view}
        moves={moves}
        grid={grid}
        openRow={openLead}
        drawer={{ ...shown, neighbours, prefetch, path: addressOf({ query, ...shown }) }}
      >
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <LeadList
          grid={grid}
          query={query}
          workspace={workspace}
          noCounts={noCounts}
          openId={useDeferredValue(openLead)}
          openIndex={useDeferredValue(openIndex)}
          moves={moves}
          onIntent={prerender}
        />
      </ListPage>
      <PrintSlot query={query} isList={openLead === undefined} />
    </>
  );
}

interface LeadListProps {
  readonly grid: RefObject<GridHandle | null>;
  readonly query: LeadQuery;
  readonly workspace: Workspace | undefined;
  readonly noCounts: Error | null;
  readonly openId: string | undefined;
  readonly openIndex: number | undefined;
  readonly moves: ReturnType<typeof useLeadMoves>;
  /** Is told what is likely to be opened next. */
  readonly onIntent: (open: OpenLead) => void;
}

/** The leads that match the query. */
const LeadList = memo(function LeadList(props: LeadListProps) {
  const { grid, query, workspace, openId, openIndex, moves, onIntent } = props;
  const rows = usePagedRows({ list: query, pageOf: leadQueries.page, pageSize: PAGE_SIZE });
  const { press, picker } = useStatusPicker();
  const now = useMinute();
  const context = useMemo(
    (): LeadContext => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      pathOf: leadPaths(rows.list),
      press: canChangeStatus(workspace) ? press : undefined,
    }),
    [now, workspace, rows.list, press],
  );
  const showAll = () => {
    moves.filter(() => ({}));
    // The button goes, and with it the focus would.
    grid.current?.takeFocus();
  };
  const instead = useInsteadOfRows(rows, noLeads(rows.list.filter, showAll));
  return (
    <>
      <Grid
        handle={grid}
        label="Leads"
        columns={leadColumns}
        phoneCells={leadPhoneCells}
        context={context}
        rows={rows}
        state={leadGridState}
        openId={openId}
        openIndex={openIndex}
        isMuted={useUnmatched(rows.list)}
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

/** The ways from one view of the leads to the next, each from where one is by then. */
function useLeadMoves() {
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMemo(() => {
    // The history has moved when the router, and with it the page, is still on the way.
    const viewNow = () => ({
      ...knownView(queryClient, readLeadAddress(router.history.location.search)),
      leftOut: [],
    });
    const { move, ...moves } = openLeadMoves(router, viewNow, addressOf);
    const filter: ChangeFilter = (change) => {
      const filtered = (query: LeadQuery) => ({ ...query, filter: change(query.filter) });
      move("push", (view) => ({ ...view, query: filtered(view.query) }), false);
    };
    return { ...moves, filter };
  }, [router, queryClient]);
}
