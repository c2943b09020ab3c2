import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "#dashboard/lib/search-params.ts";
import { homeRoute } from "./home.ts";
import { leadsRoute } from "./leads.tsx";
import { notFoundRoute } from "./not-found.ts";
import { Pending } from "./pending.tsx";
import { rootRoute } from "./root.ts";
import { accountRoute, connectionRoute } from "./settings.ts";
import { shellRoute } from "./shell.tsx";
import { firstManagerRoute, signInRoute } from "./sign-in.tsx";

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  firstManagerRoute,
  shellRoute.addChildren([leadsRoute, accountRoute, connectionRoute, notFoundRoute]),
]);

/** All pages. What they show lives in the query client, so the router keeps nothing of its own. */
export const createPages = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPendingComponent: Pending,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
  });

export type Pages = ReturnType<typeof createPages>;

declare module "@tanstack/react-router" {
  interface Register {
    router: Pages;
  }
  interface HistoryState {
    /** The drawer was opened from the list, which is the entry before this one. */
    isOverList?: boolean;
  }
}
