import { useQueryClient } from "@tanstack/react-query";
import { createRoute, redirect, useRouter } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { type LeadTab, readLeadAddress } from "#api/lead-address.ts";
import { pause } from "#api/retry.ts";
import { asksForMe, withMeNamed } from "#dashboard/features/leads/filter.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import { leadQueries } from "#dashboard/features/leads/queries.ts";
import type { RowsHandle } from "#dashboard/features/leads/table/lead-rows.tsx";
import { addressOf, type LeadView } from "#dashboard/features/leads/view.ts";
import { ViewTitle } from "#dashboard/features/leads/view-title.tsx";
import { parseSearch, type SearchParams, stringifySearch } from "#dashboard/lib/search-params.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { address } from "./address.ts";
import { shellRoute } from "./shell.tsx";
import { leadViewNow, useLeadView } from "./use-lead-view.ts";

const AT_ONCE_MS = 80;
const ignore = () => undefined;

export const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/leads",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  loaderDeps: ({ search }) => ({ filter: readLeadAddress(stringifySearch(search)).filter }),
  // Who copies the address means the person, not whoever opens it.
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const view = readLeadAddress(stringifySearch(search));
    if (!asksForMe(view.filter)) return;
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch(ignore);
    if (!workspace) return;
    const filter = withMeNamed(view.filter, workspace.person.email);
    const [, query = ""] = addressOf({ ...view, filter }).split("?");
    throw redirect({ to: "/leads", search: parseSearch(query), replace: true });
  },
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps: { filter }, cause }) => {
    const rows = queryClient.query(leadQueries.page(filter, 1)).catch(ignore);
    queryClient.query(workspaceQuery).catch(ignore);
    queryClient.query(leadQueries.countsUnder(filter)).catch(ignore);
    // Rows that come at once are the first thing to be seen, not a flash of placeholders.
    if (cause === "enter") await Promise.race([rows, pause(AT_ONCE_MS, undefined)]);
  },
  component: Leads,
});

function Leads() {
  const rows = useRef<RowsHandle>(null);
  const { filter, lead, tab, leftOut, strangers } = useLeadView(rows);
  return (
    <>
      <ViewTitle filter={filter} lead={lead} />
      <LeadsPage
        rows={rows}
        filter={filter}
        openLead={lead}
        tab={tab}
        leftOut={leftOut}
        strangers={strangers}
        {...useMoves()}
      />
    </>
  );
}

/** The ways from one view to the next: the same functions for good, each from where one is by then. */
function useMoves() {
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const viewNow = (): LeadView => {
      const { filter, lead, tab } = leadViewNow(queryClient);
      return { filter, lead, tab };
    };
    const move = (how: "push" | "replace", change: Partial<LeadView>, isOverList?: boolean) => {
      address[how](addressOf({ ...viewNow(), ...change }), isOverList ? { isOverList } : {});
      // It will hear of it, but a link that is pressed before must lead on from here.
      router.updateLatestLocation();
    };
    return {
      onFilter: (change: (before: LeadFilter) => LeadFilter) =>
        move("push", { filter: change(viewNow().filter) }),

      onOpen: (lead: string) => {
        // Going on to another lead isn't a step back: Back closes the drawer.
        if (viewNow().lead) move("replace", { lead }, address.location.state.isOverList);
        else move("push", { lead }, true);
      },

      onClose: () => {
        if (address.location.state.isOverList) address.back();
        else move("replace", { lead: undefined, tab: undefined });
      },

      onTab: (tab: LeadTab) => move("replace", { tab }, address.location.state.isOverList),

      /** Takes out of the address what it says in vain. */
      onTidy: () => move("replace", {}, address.location.state.isOverList),
    };
  }, [router, queryClient]);
}
