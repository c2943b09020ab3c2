import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type RegisteredRouter, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { openLeadMoves } from "#dashboard/domain/lead/open-lead-moves.ts";
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
  const viewNow = (): LeadView => {
    const { search } = router.history.location;
    const { query, lead, tab, optIn } = knownView(queryClient, readLeadAddress(search));
    return { query, lead, tab, optIn };
  };
  const { move, ...moves } = openLeadMoves(router, { path: "/leads", viewNow, searchOf });
  return {
    ...moves,
    filter: (change: (before: LeadFilter) => LeadFilter) => {
      const filtered = (query: LeadQuery) => ({ ...query, filter: change(query.filter) });
      move("push", (view) => ({ ...view, query: filtered(view.query) }), false);
    },
  };
}
