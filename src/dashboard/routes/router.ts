import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { isSignedOut } from "#api/errors.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { parseSearch, type SearchParams, stringifySearch } from "#dashboard/lib/search-params.ts";
import { leadsRoute } from "./leads.tsx";
import { NotFoundPage, Pending, rootRoute } from "./root.tsx";
import { firstRows, shellRoute } from "./shell.tsx";
import { firstManagerRoute, signInRoute } from "./sign-in.tsx";

/** `/` leads to one's own leads, or to all of them for who owns none. */
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context: { queryClient } }) => {
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch((error: unknown) => {
        if (!isSignedOut(error)) throw error;
      });
    if (!workspace) throw redirect({ to: "/sign-in", replace: true });
    const search = workspace.mine ? { [workspace.mine]: [workspace.person.email] } : {};
    throw redirect({ to: "/leads", search, replace: true });
  },
});

const optInsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/opt-ins",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  // Starts what the page will ask for while its code is on the way, too.
  loader: async ({ context: { queryClient }, cause }) => {
    const { optInQueries } = await import("#dashboard/features/opt-ins/queries.ts");
    await firstRows(queryClient.query(optInQueries.page(1)), cause);
  },
  component: lazyRouteComponent(
    () => import("#dashboard/features/opt-ins/opt-ins-page.tsx"),
    "OptInsPage",
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/account",
  component: lazyRouteComponent(
    () => import("#dashboard/features/settings/account-page.tsx"),
    "AccountPage",
  ),
});

const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connection",
  component: lazyRouteComponent(
    () => import("#dashboard/features/settings/connection-page.tsx"),
    "ConnectionPage",
  ),
});

/** Every other path: with the ways on that every page has. */
export const notFoundRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: NotFoundPage,
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  firstManagerRoute,
  shellRoute.addChildren([leadsRoute, optInsRoute, accountRoute, connectionRoute, notFoundRoute]),
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
