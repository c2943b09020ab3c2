import { createRoute, useRouter } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { pause } from "#api/retry.ts";
import { LeadsSearch, type LeadTab } from "#dashboard/features/leads/filter.ts";
import { filterOf } from "#dashboard/features/leads/filter-values.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import { leadQueries } from "#dashboard/features/leads/queries.ts";
import type { RowsHandle } from "#dashboard/features/leads/table/lead-rows.tsx";
import { type LeadView, queryOf, viewIn } from "#dashboard/features/leads/view.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { address } from "./address.ts";
import { shellRoute } from "./shell.tsx";
import { useLeadView } from "./use-lead-view.ts";

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
  const rows = useRef<RowsHandle>(null);
  const { filter, lead, tab } = useLeadView(rows);
  return <LeadsPage rows={rows} filter={filter} openLead={lead} tab={tab} {...useMoves()} />;
}

/** The ways from one view to the next: the same functions for good, each from where one is by then. */
function useMoves() {
  const router = useRouter();
  return useMemo(() => {
    const move = (how: "push" | "replace", change: Partial<LeadView>, isOverList?: boolean) => {
      const view = { ...viewIn(address.location.search), ...change };
      address[how](`/leads${queryOf(view)}`, isOverList ? { isOverList } : {});
      // It will hear of it, but a link that is pressed before must lead on from here.
      router.updateLatestLocation();
    };
    return {
      onFilter: (change: (before: LeadFilter) => LeadFilter) =>
        move("push", { filter: change(viewIn(address.location.search).filter) }),

      onOpen: (lead: string) => {
        const { search, state } = address.location;
        // Going on to another lead isn't a step back: Back closes the drawer.
        if (viewIn(search).lead) move("replace", { lead }, state.isOverList);
        else move("push", { lead }, true);
      },

      onClose: () => {
        if (address.location.state.isOverList) address.back();
        else move("replace", { lead: undefined, tab: undefined });
      },

      onTab: (tab: LeadTab) => move("replace", { tab }, address.location.state.isOverList),
    };
  }, [router]);
}
