import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { useIsPhone } from "#dashboard/lib/media.ts";
import { density } from "#dashboard/lib/preferences.ts";
import { Problem } from "#dashboard/ui/problem.tsx";
import { TooltipArea } from "#dashboard/ui/tooltip-area.tsx";
import { activeValues, matchesFilter } from "../filter.ts";
import { leadQueries } from "../queries.ts";
import { useStatusPicker } from "../status/use-status-picker.tsx";
import { EmptyList } from "./empty-list.tsx";
import { fullText } from "./full-text.ts";
import { LeadRows } from "./lead-rows.tsx";
import { TableTrouble, type Trouble, troubleOf, useRetry } from "./table-trouble.tsx";
import { useLeadList } from "./use-lead-list.ts";
import { useSurroundings } from "./use-surroundings.tsx";

interface LeadTableProps {
  readonly filter: LeadFilter;
  /** Missing for a moment after the page opened. */
  readonly workspace: Workspace | undefined;
  /** What else of the page couldn't be had. */
  readonly trouble: Trouble | undefined;
  readonly openLead: string | undefined;
  readonly openIndex: number | undefined;
  readonly onOpen: (leadId: string) => void;
  readonly onClearAll: () => void;
}

const ROW_HEIGHTS = { compact: 36, comfortable: 44, phone: 64 } as const;

/** The leads that match the filter: all of them behind one scroll bar. */
export function LeadTable(props: LeadTableProps) {
  const { filter, workspace, onClearAll } = props;
  const list = useLeadList(filter);
  const retry = useRetry();
  const isPhone = useIsPhone();
  const chosenDensity = density.use();
  const rowHeight = ROW_HEIGHTS[isPhone ? "phone" : chosenDensity];
  const { press, picker } = useStatusPicker();

  const isFiltered = activeValues(list.filter).length > 0;
  const isDimmed = (index: number) => {
    const lead = isFiltered && workspace && list.rowAt(index)?.original;
    return lead ? !matchesFilter(lead, list.filter, workspace.person.email) : false;
  };
  const instead = insteadOfRows();
  const trouble = troubleOf(list) ?? props.trouble;
  return (
    <TooltipArea
      selector="[data-row] .lead-cell"
      textOf={(cell) => fullText(cell, list.rowAt)}
      className="relative min-h-0 flex-1"
    >
      <LeadRows
        list={list}
        rowCount={instead ? 0 : (list.total ?? Math.ceil(window.innerHeight / rowHeight))}
        rowHeight={rowHeight}
        isPhone={isPhone}
        surroundings={useSurroundings(workspace, press)}
        openLead={props.openLead}
        openIndex={props.openIndex}
        isDimmed={isDimmed}
        onOpen={props.onOpen}
        onIntent={usePrefetch()}
      />
      {instead && <div className="absolute inset-x-0 top-9">{instead}</div>}
      {picker}
      {trouble && list.total !== undefined && <TableTrouble {...trouble} />}
    </TooltipArea>
  );

  function insteadOfRows() {
    if (list.error && list.total === undefined) {
      return <Problem title="Couldn't load the leads" error={list.error} onRetry={retry} />;
    }
    if (list.total === 0) return <EmptyList isFiltered={isFiltered} onClearAll={onClearAll} />;
    return undefined;
  }
}

/** A lead that is about to be opened is asked for already. */
function usePrefetch() {
  const queryClient = useQueryClient();
  return useCallback(
    (leadId: string) => {
      // Should it fail, the drawer says so when it asks again.
      queryClient.query(leadQueries.details(leadId)).catch(() => undefined);
    },
    [queryClient],
  );
}
