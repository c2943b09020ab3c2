import { useQuery } from "@tanstack/react-query";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { FilterBar } from "./filters/filter-bar.tsx";
import type { LeadTab } from "./filter.ts";
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
  const { filter, openLead, onFilter, onOpen } = props;
  const workspace = useQuery(workspaceQuery).data;
  const position = useQuery({
    ...leadQueries.position(openLead ?? "", filter),
    enabled: openLead !== undefined,
  }).data;
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Leads</h1>
      <FilterBar filter={filter} workspace={workspace} onFilter={onFilter} />
      <LeadTable
        filter={filter}
        workspace={workspace}
        openLead={openLead}
        openIndex={position?.index}
        onOpen={onOpen}
        onClearAll={() => onFilter({})}
      />
    </main>
  );
}
