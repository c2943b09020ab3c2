import { useQueryClient } from "@tanstack/react-query";
import { createRoute, redirect, useRouter } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { type LeadTab, readLeadAddress } from "#api/lead-address.ts";
import { pause } from "#api/retry.ts";
import { asksForMe, withMeNamed } from "#dashboard/domain/filters/filter.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressIn, type LeadView, searchOf } from "#dashboard/domain/lead/view.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import type { RowsHandle } from "#dashboard/features/leads/table/lead-rows.tsx";
import { knownView, useKnownView } from "#dashboard/features/leads/use-known-view.ts";
import { ViewTitle } from "#dashboard/features/leads/view-title.tsx";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { shellRoute } from "./shell.tsx";

const AT_ONCE_MS = 80;
const ignore = () => undefined;

export const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/leads",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  loaderDeps: ({ search }) => ({ query: addressIn(search).query }),
  // Who copies the address means the person, not whoever opens it.
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const view = addressIn(search);
    const { query } = view;
    if (!asksForMe(query.filter)) return;
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch(ignore);
    if (!workspace) return;
    const named = { ...query, filter: withMeNamed(query.filter, workspace.person.email) };
    throw redirect({
      to: "/leads",
      search: searchOf({ ...view, query: named }),
      replace: true,
    });
  },
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps: { query }, cause }) => {
    const rows = queryClient.query(leadQueries.page(query, 1)).catch(ignore);
    queryClient.query(workspaceQuery).catch(ignore);
    queryClient.query(leadQueries.countsUnder(query)).catch(ignore);
    // Rows that come at once are the first thing to be seen, not a flash of placeholders.
    if (cause === "enter") await Promise.race([rows, pause(AT_ONCE_MS, undefined)]);
  },
  component: Leads,
});

function Leads() {
  const rows = useRef<RowsHandle>(null);
  const address = leadsRoute.useSearch({ select: addressIn, structuralSharing: true });
  const { query, lead, tab, optIn, leftOut, strangers } = useKnownView(address);
  return (
    <>
      <ViewTitle query={query} lead={lead} />
      <LeadsPage
        rows={rows}
        query={query}
        openLead={lead}
        tab={tab}
        optIn={optIn}
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
    /** The history has moved when the router, and with it the page, is still on the way. */
    const { history } = router;
    const viewNow = (): LeadView => {
      const { query, lead, tab, optIn } = knownView(
        queryClient,
        readLeadAddress(history.location.search),
      );
      return { query, lead, tab, optIn };
    };
    const move = (
      how: "push" | "replace",
      change: Partial<LeadView>,
      isOverList = history.location.state.isOverList ?? false,
    ) => {
      void router.navigate({
        to: "/leads",
        search: searchOf({ ...viewNow(), ...change }),
        replace: how === "replace",
        state: isOverList ? { isOverList } : {},
      });
    };
    return {
      onFilter: (change: (before: LeadFilter) => LeadFilter) => {
        const { query } = viewNow();
        move("push", { query: { ...query, filter: change(query.filter) } }, false);
      },

      onOpen: (lead: string) => {
        // Going on to another lead isn't a step back: Back closes the drawer.
        if (viewNow().lead) move("replace", { lead, optIn: undefined });
        else move("push", { lead }, true);
      },

      onClose: () => {
        if (history.location.state.isOverList) history.back();
        else move("replace", { lead: undefined, tab: undefined, optIn: undefined });
      },

      onTab: (tab: LeadTab) => move("replace", { tab }),

      /** Takes out of the address what it says in vain. */
      onTidy: () => move("replace", {}),
    };
  }, [router, queryClient]);
}
