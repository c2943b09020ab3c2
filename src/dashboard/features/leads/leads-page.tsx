import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { DrawerSlot, preloadDrawer } from "./drawer/drawer-slot.tsx";
import type { LeadTab } from "./filter.ts";
import { FilterBar } from "./filters/filter-bar.tsx";
import { leadQueries } from "./queries.ts";
import { LeadTable } from "./table/lead-table.tsx";

interface LeadsPageProps {
  readonly filter: LeadFilter;
  readonly openLead: string | undefined;
  readonly tab: LeadTab | undefined;
  readonly onFilter: (filter: LeadFilter) => void;
  readonly onOpen: (leadId: string) => void;
  readonly onClose: () => void;
  readonly onTab: (tab: LeadTab) => void;
}

/** The leads: filters above, the table below, the open lead beside it. */
export function LeadsPage(props: LeadsPageProps) {
  const { filter, openLead, tab = "summary", onFilter, onOpen, onClose, onTab } = props;
  const workspace = useQuery(workspaceQuery);
  const counts = useQuery({
    ...leadQueries.countsUnder(filter),
    placeholderData: keepPreviousData,
  });
  const position = useQuery({
    ...leadQueries.position(openLead ?? "", filter),
    enabled: openLead !== undefined,
  });
  useEffect(() => whenIdle(preloadDrawer), []);
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Leads</h1>
      <FilterBar
        filter={filter}
        workspace={workspace.data}
        counts={counts.data}
        hasFailed={counts.isError}
        onFilter={onFilter}
      />
      <div className="relative flex min-h-0 flex-1 flex-col overflow-clip">
        <LeadTable
          filter={filter}
          workspace={workspace.data}
          trouble={
            troubleWith("Couldn't load the team and the statuses", workspace.error) ??
            troubleWith("Couldn't count the leads", counts.error)
          }
          openLead={openLead}
          openIndex={position.data?.index}
          onOpen={onOpen}
          onClearAll={() => onFilter({})}
        />
        {openLead !== undefined && (
          <DrawerSlot
            leadId={openLead}
            filter={filter}
            tab={tab}
            workspace={workspace.data}
            onOpen={onOpen}
            onClose={onClose}
            onTab={onTab}
          />
        )}
      </div>
    </main>
  );
}

const troubleWith = (title: string, error: Error | null) => (error ? { title, error } : undefined);
