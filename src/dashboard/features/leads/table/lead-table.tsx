import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { Workspace } from "#api/contract/people.ts";
import { useIsPhone } from "#dashboard/lib/media.ts";
import { useMinute } from "#dashboard/lib/minute.ts";
import { canChangeStatus } from "#dashboard/lib/permissions.ts";
import { density } from "#dashboard/lib/preferences.ts";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { activeValues, matchesFilter } from "../filter.ts";
import { ownerNames } from "../names.ts";
import { leadQueries } from "../queries.ts";
import { StatusBadge } from "../status/status-badge.tsx";
import { StatusButton } from "../status/status-button.tsx";
import { useStatusPicker } from "../status/use-status-picker.tsx";
import { TooltipArea } from "#dashboard/ui/tooltip-area.tsx";
import { fullText } from "./full-text.ts";
import type { RowSurroundings } from "./columns.tsx";
import { EmptyList } from "./empty-list.tsx";
import { LeadRows } from "./lead-rows.tsx";
import { type LeadList, useLeadList } from "./use-lead-list.ts";

interface Trouble {
  readonly title: string;
  readonly error: Error;
}

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
  const { filter, workspace, openLead, openIndex, onOpen, onClearAll } = props;
  const list = useLeadList(filter);
  const trouble = listTrouble(list) ?? props.trouble;
  const retry = useRetry();
  const isPhone = useIsPhone();
  const chosenDensity = density.use();
  const rowHeight = ROW_HEIGHTS[isPhone ? "phone" : chosenDensity];
  const me = workspace?.person.email ?? "";
  const { press, picker } = useStatusPicker();
  const isFiltered = activeValues(list.filter).length > 0;

  const isDimmed = (index: number) => {
    const lead = isFiltered && list.rowAt(index)?.original;
    return lead ? !matchesFilter(lead, list.filter, me) : false;
  };
  const instead = insteadOfRows();
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
        openLead={openLead}
        openIndex={openIndex}
        isDimmed={isDimmed}
        onOpen={onOpen}
        onIntent={usePrefetch()}
      />
      {instead && <div className="absolute inset-x-0 top-9">{instead}</div>}
      {picker}
      {trouble && list.total !== undefined && (
        <div className="absolute inset-x-4 bottom-4 z-(--z-header) shadow-float">
          <ProblemBar {...trouble} onRetry={retry} />
        </div>
      )}
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

function useSurroundings(
  workspace: Workspace | undefined,
  onPress: (lead: Lead, button: HTMLElement) => void,
): RowSurroundings {
  const now = useMinute();
  return useMemo(
    () => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      status: (lead, isActive) =>
        canChangeStatus(workspace) ? (
          <StatusButton lead={lead} isInTabOrder={isActive} hasArrow={false} onPress={onPress} />
        ) : (
          <StatusBadge status={lead.status} />
        ),
    }),
    [now, workspace, onPress],
  );
}

function listTrouble({ error, isChanging }: LeadList): Trouble | undefined {
  if (!error) return undefined;
  const title = isChanging
    ? "Couldn't load the leads under these filters, so those from before are still here"
    : "Couldn't load some leads";
  return { title, error };
}

/** One way on for whatever of the page failed. */
function useRetry() {
  const queryClient = useQueryClient();
  return () =>
    void queryClient.refetchQueries({
      type: "active",
      predicate: ({ state }) => state.status === "error",
    });
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
