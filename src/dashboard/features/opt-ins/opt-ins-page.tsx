import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { memo, useCallback, useDeferredValue, useMemo, useRef } from "react";
import { OPT_INS_VIEW } from "#api/contract/views/column-layouts.ts";
import type { ListedOptIn } from "#api/contract/opt-ins/opt-in-views.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { usePrerenderedLead } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import { useColumnLayout } from "#dashboard/domain/lists/columns/use-column-layout.ts";
import { useStartRow } from "#dashboard/domain/lists/kept-places.ts";
import { ListPage } from "#dashboard/domain/lists/list-page.tsx";
import { ListTrouble, useInsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import { ColumnsButton } from "#dashboard/grid/columns-dialog/columns-button.tsx";
import type { GridHandle } from "#dashboard/grid/grid-body.tsx";
import { Grid, type GridProps } from "#dashboard/grid/grid.tsx";
import { type PagedRows, usePagedRows } from "#dashboard/grid/paged-rows.ts";
import type { GridState } from "#dashboard/grid/table.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { useMinute } from "#dashboard/ui/timing.ts";
import { addressIn, pathOf, useOptInMoves } from "./address.ts";
import { optInColumns, type OptInContext, optInPhoneCells } from "./columns.ts";
import { optInQueries, prefetchOptIn } from "./queries.ts";

/** There is one list of them, in the one order that the server has. */
const ALL_OPT_INS = {};
const pageOf = (_: object, page: number) => optInQueries.page(page);
const GRID_STATE: GridState = { sorting: [{ id: "time", desc: true }] };
const UNKNOWN: Neighbours = { of: "opt-in" };

/** Every opt-in, newest first, and beside them the lead of the one that is open. */
export function OptInsPage() {
  const view = useSearch({ strict: false, select: addressIn, structuralSharing: true });
  const { lead: openLead, optIn, tab = "opt-ins" } = view;
  const rows = usePagedRows({ list: ALL_OPT_INS, pageOf, pageSize: PAGE_SIZE });
  const { data: neighbours = UNKNOWN } = useQuery({
    ...optInQueries.neighbours(optIn ?? ""),
    enabled: optIn !== undefined,
  });
  const queryClient = useQueryClient();
  const prefetch = useCallback((to: OpenLead) => prefetchOptIn(queryClient, to), [queryClient]);
  const { prerendered, prerender } = usePrerenderedLead(prefetch);
  const moves = useOptInMoves();
  const layout = useColumnLayout(OPT_INS_VIEW, GRID_STATE);
  const grid = useRef<GridHandle>(null);
  const shown = { lead: openLead ?? prerendered, optIn, tab };
  return (
    <ListPage
      name="Opt-ins"
      title="Opt-ins"
      head={
        <div className="list-head flex h-11 shrink-0 items-center justify-between gap-3 px-4">
          <OptInTotal total={rows.total} />
          <ColumnsButton columns={optInColumns} {...layout} />
        </div>
      }
      view={view}
      moves={moves}
      grid={grid}
      openRow={optIn}
      drawer={{ ...shown, neighbours, prefetch, path: pathOf(shown) }}
    >
      {/* A lead comes first; that its row is marked and the list makes room follows. */}
      <OptInList
        handle={grid}
        rows={rows}
        state={layout.state}
        onStateChange={layout.onStateChange}
        openId={useDeferredValue(optIn)}
        openIndex={neighbours.place?.index}
        onOpen={moves.open}
        onIntent={prerender}
      />
    </ListPage>
  );
}

/** "3,120 opt-ins"; "so far" while more are on their way. */
function OptInTotal({ total }: { readonly total: number | undefined }) {
  const soFar = useIsIncomplete() ? " so far" : "";
  return (
    <p role="status" className="tabular text-text-muted">
      {total !== undefined && `${inDigits(total)} ${total === 1 ? "opt-in" : "opt-ins"}${soFar}`}
    </p>
  );
}

interface OptInListProps extends Pick<
  GridProps<ListedOptIn, OptInContext>,
  "handle" | "state" | "onStateChange" | "openId" | "openIndex"
> {
  readonly rows: PagedRows<object, ListedOptIn>;
  readonly onOpen: (open: OpenLead) => void;
  readonly onIntent: (open: OpenLead) => void;
}

const OptInList = memo(function OptInList(props: OptInListProps) {
  const { rows, onOpen, onIntent, ...grid } = props;
  const now = useMinute();
  const instead = useInsteadOfRows(rows, NO_OPT_INS);
  /** With the lead of an opt-in whose row is on the screen. */
  const withLead = (act: (open: OpenLead) => void) => (optIn: string) => {
    const row = rows.rowAt(rows.indexOf(optIn) ?? -1);
    if (row) act({ lead: row.lead_id, optIn });
  };
  return (
    <>
      <Grid
        {...grid}
        label="Opt-ins"
        columns={optInColumns}
        phoneCells={optInPhoneCells}
        context={useMemo(() => ({ now }), [now])}
        rows={rows}
        startRow={useStartRow()}
        onOpen={withLead(onOpen)}
        onIntent={withLead(onIntent)}
        instead={instead}
      />
      {!instead && (
        <ListTrouble rows={{ title: "Couldn't load some opt-ins", error: rows.error }} />
      )}
    </>
  );
});

const NO_OPT_INS = {
  failed: "Couldn't load the opt-ins",
  empty: {
    title: "No opt-ins yet",
    reason: "They appear here as soon as a form sends the first one.",
  },
  emptySoFar: {
    title: "No opt-ins copied yet",
    reason: "They appear here page by page while they are copied from Hermon.",
  },
};
