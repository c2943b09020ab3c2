import { useQuery } from "@tanstack/react-query";
import { type RefObject, useDeferredValue, useEffect, useRef } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { LeadAddress, LeadTab } from "#api/lead-address.ts";
import { FilterBar } from "#dashboard/domain/filters/filter-bar.tsx";
import { useMeantLead } from "#dashboard/domain/lead/drawer/use-meant-lead.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { AddressNote } from "./address-note.tsx";
import { ListDrawer } from "./list-drawer.tsx";
import { PrintSlot } from "./print/print-slot.tsx";
import type { RowsHandle } from "./table/lead-rows.tsx";
import { LeadTable } from "./table/lead-table.tsx";

interface LeadsPageProps {
  readonly rows: RefObject<RowsHandle | null>;
  readonly query: LeadQuery;
  readonly openLead: string | undefined;
  readonly tab: LeadTab | undefined;
  /** The open lead's opt-in that it is opened at. */
  readonly optIn: string | undefined;
  readonly leftOut: LeadAddress["leftOut"];
  readonly strangers: readonly string[];
  readonly onFilter: (change: (before: LeadFilter) => LeadFilter) => void;
  readonly onOpen: (leadId: string) => void;
  readonly onClose: () => void;
  readonly onTab: (tab: LeadTab) => void;
  readonly onTidy: () => void;
}

/** The leads: filters above, the table below, the open lead beside it. */
export function LeadsPage(props: LeadsPageProps) {
  const { rows, query, openLead, tab = "summary", onFilter, onOpen, onClose, onTab } = props;
  const { data: workspace } = useQuery(workspaceQuery);
  const { meantLead, mean } = useMeantLead();
  const drawerLead = openLead ?? meantLead;
  useFocusBack(rows, openLead !== undefined);
  return (
    <main className="leads-page flex min-h-0 flex-1 flex-col print:block">
      <h1 className="sr-only">Leads</h1>
      {/* The rows come first; what they are filtered by follows a frame later. */}
      <FilterBar query={useDeferredValue(query)} onFilter={onFilter} />
      <AddressNote
        leftOut={props.leftOut}
        strangers={props.strangers}
        onDismiss={() => {
          props.onTidy();
          rows.current?.takeFocus();
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-clip sm:relative print:block print:overflow-visible">
        {/* A lead comes first; that its row is marked and the list makes room follows. */}
        <LeadTable
          rows={rows}
          query={query}
          openLead={useDeferredValue(openLead)}
          onOpen={onOpen}
          onMean={mean}
          onFilter={onFilter}
        />
        {drawerLead !== undefined && (
          <ListDrawer
            isOpen={openLead !== undefined}
            leadId={drawerLead}
            optIn={props.optIn}
            query={query}
            tab={tab}
            workspace={workspace}
            onOpen={onOpen}
            onClose={onClose}
            onTab={onTab}
          />
        )}
      </div>
      <PrintSlot query={query} isList={openLead === undefined} />
    </main>
  );
}

/**
 * When the drawer closes, its row takes the focus: it mustn't be lost. Not the table's own effect,
 * to which a lead that is closed soon was never open.
 */
function useFocusBack(rows: RefObject<RowsHandle | null>, isOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) rows.current?.takeFocus();
    wasOpen.current = isOpen;
  }, [rows, isOpen]);
}
