import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type RegisteredRouter, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { type LeadTab, readLeadAddress } from "#api/lead-address.ts";
import { type LeadView, searchOf } from "#dashboard/domain/lead/view.ts";
import { knownView } from "./use-known-view.ts";

/** The ways from one view of the leads to the next, each from where one is by then. */
export type LeadMoves = ReturnType<typeof movesOf>;

/** The same functions for good. */
export function useLeadMoves(): LeadMoves {
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMemo(() => movesOf(router, queryClient), [router, queryClient]);
}

function movesOf(router: RegisteredRouter, queryClient: QueryClient) {
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
    filter: (change: (before: LeadFilter) => LeadFilter) => {
      const { query } = viewNow();
      move("push", { query: { ...query, filter: change(query.filter) } }, false);
    },

    open: (lead: string) => {
      // Going on to another lead isn't a step back: Back closes the drawer.
      if (viewNow().lead) move("replace", { lead, optIn: undefined });
      else move("push", { lead }, true);
    },

    close: () => {
      if (history.location.state.isOverList) history.back();
      else move("replace", { lead: undefined, tab: undefined, optIn: undefined });
    },

    showTab: (tab: LeadTab) => move("replace", { tab }),

    /** Takes out of the address what it says in vain. */
    tidy: () => move("replace", {}),
  };
}
