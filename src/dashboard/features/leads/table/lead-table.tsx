import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, type RefObject, useCallback } from "react";
import { ALL_LEADS, type LeadQuery } from "#api/contract/lead-query.ts";
import { type LeadFilter, listLeadsView } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { ApiError } from "#api/errors.ts";
import { activeValues, matchesFilter } from "#dashboard/domain/filters/filter.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { useStatusPicker } from "#dashboard/domain/status/picker/use-status-picker.tsx";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { useIsPhone, useRem } from "#dashboard/ui/browser/media.ts";
import { Problem } from "#dashboard/ui/problem.tsx";
import { density } from "#dashboard/ui/state/preferences.ts";
import { ROW_HEIGHTS } from "#dashboard/ui/state/row-heights.ts";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { TooltipArea } from "#dashboard/ui/tooltip-area.tsx";
import { EmptyList } from "./empty-list.tsx";
import { fullText } from "./full-text.ts";
import { LeadRows, type RowsHandle } from "./lead-rows.tsx";
import { TableTrouble, useRetry } from "./table-trouble.tsx";
import { useLeadList } from "./use-lead-list.ts";
import { useSurroundings } from "./use-surroundings.ts";

interface LeadTableProps {
  readonly rows: RefObject<RowsHandle | null>;
  readonly query: LeadQuery;
  readonly openLead: string | undefined;
  readonly onOpen: (leadId: string) => void;
  /** Tells of a lead that is likely to be opened next. */
  readonly onMean: (leadId: string) => void;
  readonly onFilter: (change: (before: LeadFilter) => LeadFilter) => void;
}

/** The leads that match the query: all of them behind one scroll bar. */
export const LeadTable = memo(function LeadTable(props: LeadTableProps) {
  const { query, openLead, onOpen, onMean, onFilter } = props;
  const { data: workspace } = useQuery(workspaceQuery);
  const list = useLeadList(query);
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  const isPhone = useIsPhone();
  const chosenDensity = density.use();
  const rem = useRem();
  const rowHeight = Math.round(ROW_HEIGHTS[isPhone ? "phone" : chosenDensity] * rem);
  const { press, picker } = useStatusPicker();

  const isFiltered = activeValues(list.query.filter).length > 0;
  const me = workspace?.person.email;
  const isDimmed = useCallback(
    (lead: Lead) => isFiltered && me !== undefined && !matchesFilter(lead, list.query.filter, me),
    [isFiltered, me, list.query],
  );
  const clearAll = () => {
    onFilter(() => ({}));
    // The button goes, and with it the focus would.
    props.rows.current?.takeFocus();
  };
  const instead = insteadOfRows();
  return (
    <TooltipArea
      selector="[data-row] .lead-cell"
      textOf={(cell) => fullText(cell, list.rows)}
      className="relative min-h-0 flex-1"
    >
      <LeadRows
        handle={props.rows}
        list={list}
        rowCount={instead ? 0 : (list.total ?? Math.ceil(window.innerHeight / rowHeight))}
        rowHeight={rowHeight}
        rem={rem}
        isPhone={isPhone}
        surroundings={useSurroundings(workspace, list.query, press)}
        openLead={openLead}
        openIndex={useOpenIndex(openLead, query)}
        isDimmed={isDimmed}
        onOpen={onOpen}
        onIntent={usePrefetch(query, onMean)}
      />
      {instead && <div className="absolute inset-x-0 top-9">{instead}</div>}
      {picker}
      {!instead && <TableTrouble list={list} query={query} />}
    </TooltipArea>
  );

  function insteadOfRows() {
    const error = list.error ?? (isAway ? NOBODY_ANSWERS : undefined);
    // Rows from before would pass for what the filters ask for.
    if (error && (list.isChanging || list.total === undefined)) {
      return <Problem title="Couldn't load these leads" error={error} onRetry={retry} />;
    }
    if (list.total !== 0) return undefined;
    return <EmptyList isFiltered={isFiltered} onClearAll={clearAll} />;
  }
});

/** While the server is away nothing comes of asking, however long that takes to be found out. */
const NOBODY_ANSWERS = new ApiError({
  kind: "network",
  endpoint: listLeadsView.name,
  happened: "the server is away",
});

/** Where the list has the open lead, as soon as the server said so. */
function useOpenIndex(openLead: string | undefined, query: LeadQuery): number | undefined {
  const isOpen = openLead !== undefined;
  // The same while none is open: another list is then no other query.
  const position = useQuery({
    ...leadQueries.position(openLead ?? "", isOpen ? query : ALL_LEADS),
    enabled: isOpen,
  });
  return position.data?.index;
}

/** A lead that is about to be opened is asked for already, and once it is there, so is its drawer. */
function usePrefetch(query: LeadQuery, onMean: (leadId: string) => void) {
  const queryClient = useQueryClient();
  return useCallback(
    (leadId: string) => {
      Promise.all([
        queryClient.query(leadQueries.details(leadId)),
        queryClient.query(leadQueries.position(leadId, query)),
      ])
        .then(() => onMean(leadId))
        // Should one fail, the drawer says so when it asks again.
        .catch(() => undefined);
    },
    [queryClient, query, onMean],
  );
}
