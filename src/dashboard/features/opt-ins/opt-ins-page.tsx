import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { memo, type ReactNode, type RefObject, useDeferredValue, useMemo, useRef } from "react";
import type { ListedOptIn } from "#api/contract/opt-in-views.ts";
import { DrawerSlot } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import { useMeantLead } from "#dashboard/domain/lead/drawer/use-meant-lead.ts";
import { useOpenLeadName } from "#dashboard/domain/lead/open-lead-name.ts";
import { AddressNote } from "#dashboard/domain/lists/address-note.tsx";
import { EmptyList } from "#dashboard/domain/lists/empty-list.tsx";
import {
  ListTrouble,
  type Trouble,
  useRowsProblem,
} from "#dashboard/domain/lists/list-problems.tsx";
import { useFocusBack } from "#dashboard/domain/lists/use-focus-back.ts";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { Grid } from "#dashboard/grid/grid.tsx";
import { type PagedRows, usePagedRows } from "#dashboard/grid/paged-rows.ts";
import type { GridState } from "#dashboard/grid/table.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { addressIn, pathOf } from "./address.ts";
import { optInColumns, optInPhoneCells } from "./columns.ts";
import { type OptInMoves, useOptInMoves } from "./moves.ts";
import { useNeighbours } from "./neighbours.ts";
import { optInQueries, PAGE_SIZE, prefetchOptIn } from "./queries.ts";

/** There is one list of them, in the one order that the server has. */
const ALL_OPT_INS = {};
const pageOf = (_: object, page: number) => optInQueries.page(page);
const ignore = () => undefined;
const GRID_STATE: GridState = { sorting: [{ id: "time", desc: true }] };

/** Every opt-in, newest first, and beside them the lead of the one that is open. */
export function OptInsPage() {
  const view = useSearch({ strict: false, select: addressIn, structuralSharing: true });
  const { lead: openLead, optIn, tab = "opt-ins" } = view;
  const { data: workspace } = useQuery(workspaceQuery);
  const rows = usePagedRows({ list: ALL_OPT_INS, pageOf, pageSize: PAGE_SIZE });
  const neighbours = useNeighbours(optIn);
  const moves = useOptInMoves();
  const grid = useRef<GridHandle>(null);
  const { meantLead, mean } = useMeantLead();
  const drawerLead = openLead ?? meantLead;
  const name = useOpenLeadName(openLead);
  usePageTitle(name === undefined ? "Opt-ins" : `${name} · Opt-ins`);
  useFocusBack(grid, openLead !== undefined);
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Opt-ins</h1>
      <OptInTotal total={rows.total} />
      <AddressNote
        leftOut={view.leftOut}
        onDismiss={() => {
          moves.tidy();
          grid.current?.takeFocus();
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-clip sm:relative">
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <OptInList
          grid={grid}
          rows={rows}
          openId={useDeferredValue(optIn)}
          openIndex={neighbours.place?.index}
          moves={moves}
          onIntent={mean}
        />
        {drawerLead !== undefined && (
          <DrawerSlot
            isOpen={openLead !== undefined}
            leadId={drawerLead}
            optIn={optIn}
            tab={tab}
            workspace={workspace}
            neighbours={neighbours}
            path={pathOf({ lead: drawerLead, optIn, tab })}
            onOpen={moves.open}
            onClose={moves.close}
            onTab={moves.showTab}
          />
        )}
      </div>
    </main>
  );
}

/** "3,120 opt-ins"; "so far" while more are on their way. */
function OptInTotal({ total }: { readonly total: number | undefined }) {
  const soFar = useIsIncomplete() ? " so far" : "";
  return (
    <p role="status" className="tabular flex h-11 shrink-0 items-center px-4 text-text-muted">
      {total !== undefined && `${inDigits(total)} ${total === 1 ? "opt-in" : "opt-ins"}${soFar}`}
    </p>
  );
}

interface OptInListProps {
  readonly grid: RefObject<GridHandle | null>;
  readonly rows: PagedRows<object, ListedOptIn>;
  readonly openId: string | undefined;
  readonly openIndex: number | undefined;
  readonly moves: OptInMoves;
  /** Is told of a lead that is likely to be opened next. */
  readonly onIntent: (leadId: string) => void;
}

const OptInList = memo(function OptInList(props: OptInListProps) {
  const { grid, rows, openId, openIndex, moves, onIntent } = props;
  const now = useMinute();
  const instead = useInsteadOfRows(rows);
  const trouble = useTrouble(rows.error);
  const queryClient = useQueryClient();
  /** The row of an opt-in, which is on the screen. */
  const rowWith = (id: string) => rows.rowAt(rows.indexOf(id) ?? -1);
  return (
    <>
      <Grid
        handle={grid}
        label="Opt-ins"
        columns={optInColumns}
        phoneCells={optInPhoneCells}
        context={useMemo(() => ({ now }), [now])}
        rows={rows}
        state={GRID_STATE}
        openId={openId}
        openIndex={openIndex}
        onOpen={(optIn) => {
          const row = rowWith(optIn);
          if (row) moves.open({ lead: row.lead_id, optIn });
        }}
        onIntent={(optIn) => {
          const row = rowWith(optIn);
          // Once all of it is there, so is its drawer; should it fail, that says so.
          if (row) prefetchOptIn(queryClient, row).then(() => onIntent(row.lead_id), ignore);
        }}
        instead={instead}
      />
      {!instead && <ListTrouble trouble={trouble} />}
    </>
  );
});

/** What of the page couldn't be had, the list before all else. */
function useTrouble(noRows: Error | undefined): Trouble | undefined {
  const { error: noWorkspace } = useQuery(workspaceQuery);
  if (noRows) return { title: "Couldn't load some opt-ins", error: noRows };
  if (noWorkspace) return { title: "Couldn't load the team and the statuses", error: noWorkspace };
  return undefined;
}

/** What stands in place of the rows where there are none. */
function useInsteadOfRows(rows: PagedRows<object, ListedOptIn>): ReactNode {
  const problem = useRowsProblem(rows, "Couldn't load the opt-ins");
  const isIncomplete = useIsIncomplete();
  if (problem || rows.total !== 0) return problem;
  return isIncomplete ? (
    <EmptyList
      title="No opt-ins copied yet"
      reason="They appear here page by page while they are copied from Hermon."
    />
  ) : (
    <EmptyList
      title="No opt-ins yet"
      reason="They appear here as soon as a form sends the first one."
    />
  );
}
