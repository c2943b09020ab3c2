import { createRoute, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { pause } from "#api/retry.ts";
import { LeadsSearch, type LeadTab } from "#dashboard/features/leads/filter.ts";
import { filterOf } from "#dashboard/features/leads/filter-values.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import { leadQueries } from "#dashboard/features/leads/queries.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { shellRoute } from "./shell.tsx";

const AT_ONCE_MS = 80;
const ignore = () => undefined;

export const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/leads",
  validateSearch: (search) => LeadsSearch.parse(search),
  loaderDeps: ({ search }) => ({ filter: filterOf(search) }),
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps: { filter }, cause }) => {
    const rows = queryClient.query(leadQueries.page(filter, 1)).catch(ignore);
    queryClient.query(workspaceQuery).catch(ignore);
    queryClient.query(leadQueries.countsUnder(filter)).catch(ignore);
    // Rows that come at once are the first thing to be seen, not a flash of placeholders.
    if (cause === "enter") await Promise.race([rows, pause(AT_ONCE_MS, undefined)]);
  },
  onEnter: () => {
    document.title = "Leads";
  },
  component: Leads,
});

function Leads() {
  const { filter } = leadsRoute.useLoaderDeps();
  const { lead, tab } = leadsRoute.useSearch();
  return <LeadsPage filter={filter} openLead={lead} tab={tab} {...useMoves()} />;
}

/** The ways from one view to the next: the same functions for good, each from where one is by then. */
function useMoves() {
  const navigate = leadsRoute.useNavigate();
  const { history } = useRouter();
  return useMemo(
    () => ({
      onFilter: (change: (before: LeadFilter) => LeadFilter) =>
        void navigate({
          search: ({ lead, tab, ...filter }) => LeadsSearch.parse({ ...change(filter), lead, tab }),
        }),

      onOpen: (leadId: string) => {
        const isOpen = new URLSearchParams(history.location.search).has("lead");
        void navigate({
          search: (before) => LeadsSearch.parse({ ...before, lead: leadId }),
          // Going on to another lead isn't a step back: Back closes the drawer.
          ...(isOpen ? { replace: true, state: true } : { state: { isOverList: true } }),
        });
      },

      onClose: () => {
        if (history.location.state.isOverList) return history.back();
        void navigate({ search: (before) => filterOf(before), replace: true });
      },

      onTab: (tab: LeadTab) =>
        void navigate({ search: (before) => ({ ...before, tab }), replace: true, state: true }),
    }),
    [navigate, history],
  );
}
