import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, type RefObject, useCallback, useDeferredValue, useMemo, useRef } from "react";
import { ALL_LEADS, type LeadQuery } from "#api/contract/lead-query.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { LeadAddress } from "#api/lead-address.ts";
import { FilterBar } from "#dashboard/domain/filters/filter-bar.tsx";
import { useMeantLead } from "#dashboard/domain/lead/drawer/use-meant-lead.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { useUnmatched } from "#dashboard/domain/lead/on-screen.ts";
import { leadPaths } from "#dashboard/domain/lead/view.ts";
import { AddressNote } from "#dashboard/domain/lists/address-note.tsx";
import { useFocusBack } from "#dashboard/domain/lists/use-focus-back.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { canChangeStatus, workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { Grid } from "#dashboard/grid/grid.tsx";
import { usePagedRows } from "#dashboard/grid/paged-rows.ts";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { leadColumns, type LeadContext, leadGridState, leadPhoneCells } from "./columns.ts";
import { useInsteadOfRows } from "./instead-of-rows.tsx";
import { ListDrawer } from "./list-drawer.tsx";
import { LeadTrouble } from "./lead-trouble.tsx";
import { type LeadMoves, useLeadMoves } from "./moves.ts";
import { PrintSlot } from "./print/print-slot.tsx";
import { useKnownView } from "./use-known-view.ts";
import { ViewTitle } from "./view-title.tsx";

/** The leads: filters above, the list below, the open lead beside it. */
export function LeadsPage({ address }: { readonly address: LeadAddress }) {
  const view = useKnownView(address);
  const { query, lead: openLead, tab = "summary", optIn } = view;
  const { data: workspace } = useQuery(workspaceQuery);
  const moves = useLeadMoves();
  const grid = useRef<GridHandle>(null);
  const { meantLead, mean } = useMeantLead();
  const drawerLead = openLead ?? meantLead;
  useFocusBack(grid, openLead !== undefined);
  return (
    <main className="leads-page flex min-h-0 flex-1 flex-col print:block">
      <ViewTitle query={query} lead={openLead} />
      <h1 className="sr-only">Leads</h1>
      {/* The rows come first; what they are filtered by follows a frame later. */}
      <FilterBar query={useDeferredValue(query)} onFilter={moves.filter} />
      <AddressNote
        leftOut={view.leftOut}
        strangers={view.strangers}
        onDismiss={() => {
          moves.tidy();
          grid.current?.takeFocus();
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-clip sm:relative print:block print:overflow-visible">
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <LeadList
          grid={grid}
          query={query}
          openLead={useDeferredValue(openLead)}
          moves={moves}
          onIntent={mean}
        />
        {drawerLead !== undefined && (
          <ListDrawer
            isOpen={openLead !== undefined}
            leadId={drawerLead}
            optIn={optIn}
            query={query}
            tab={tab}
            workspace={workspace}
            onOpen={moves.open}
            onClose={moves.close}
            onTab={moves.showTab}
          />
        )}
      </div>
      <PrintSlot query={query} isList={openLead === undefined} />
    </main>
  );
}

interface LeadListProps {
  readonly grid: RefObject<GridHandle | null>;
  readonly query: LeadQuery;
  readonly openLead: string | undefined;
  readonly moves: LeadMoves;
  /** Is told of a lead that is likely to be opened next, once it is there. */
  readonly onIntent: (leadId: string) => void;
}

/** The leads that match the query. */
const LeadList = memo(function LeadList(props: LeadListProps) {
  const { grid, query, openLead, moves, onIntent } = props;
  const { data: workspace } = useQuery(workspaceQuery);
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
  const position = useQuery({
    // The same while none is open: another list is then no other query.
    ...leadQueries.position(openLead ?? "", openLead === undefined ? ALL_LEADS : query),
    enabled: openLead !== undefined,
  });
  const instead = useInsteadOfRows(rows, () => {
    moves.filter(() => ({}));
    // The button goes, and with it the focus would.
    grid.current?.takeFocus();
  });
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
        openId={openLead}
        openIndex={position.data?.index}
        isMuted={useUnmatched(rows.list)}
        onOpen={moves.open}
        onIntent={useLeadPrefetch(query, onIntent)}
        instead={instead}
      />
      {picker}
      {!instead && <LeadTrouble error={rows.error} query={query} />}
    </>
  );
});

/** A lead that is about to be opened is asked for already, and once it is there, so is its drawer. */
function useLeadPrefetch(query: LeadQuery, onThere: (leadId: string) => void) {
  const queryClient = useQueryClient();
  return useCallback(
    (leadId: string) => {
      Promise.all([
        queryClient.query(leadQueries.details(leadId)),
        queryClient.query(leadQueries.position(leadId, query)),
      ])
        .then(() => onThere(leadId))
        // Should one fail, the drawer says so when it asks again.
        .catch(() => undefined);
    },
    [queryClient, query, onThere],
  );
}
