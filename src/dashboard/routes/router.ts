import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { isSignedOut } from "#api/errors.ts";
import { pause } from "#api/retry.ts";
import { listOf, needsViews, openedAt } from "#api/list-of-view.ts";
import { asksForMe, withMeNamed } from "#api/viewer-words.ts";
import { askedQuery, viewerOf } from "#dashboard/domain/lead/asked-query.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressIn, addressOf } from "#dashboard/domain/lead/view.ts";
import { savedViews, viewsNow, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import { parseSearch, stringifySearch } from "#dashboard/lib/search-params.ts";
import { lazyPage, loadCode } from "./lazy-page.ts";
import { PageProblem, Pending, rootRoute } from "./root.tsx";
import { firstRows, shellRoute } from "./shell.tsx";
import { firstManagerRoute, signInRoute } from "./sign-in.tsx";

/** `/` leads to the view that one begins with, else to one's own leads, or to all for who owns none. */
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
    const { default_view: view } = await knownViews(queryClient);
    if (view !== null) throw redirect({ to: "/leads", search: { view }, replace: true });
    const search = workspace.mine ? { [workspace.mine]: [workspace.person.email] } : {};
    throw redirect({ to: "/leads", search, replace: true });
  },
});

const ignore = () => undefined;

/** No page waits longer for the views, in milliseconds: it shows without them, and anew once they are there. */
const VIEWS_PATIENCE_MS = 1_000;

/** The views, where they can be had in time. */
const knownViews = async (queryClient: QueryClient) => {
  const views = queryClient.query({ ...viewsQuery, staleTime: "static" }).catch(ignore);
  await Promise.race([views, pause(VIEWS_PATIENCE_MS, undefined)]);
  return viewsNow(queryClient);
};

const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/leads",
  loaderDeps: ({ search }) => {
    const { query, view } = addressIn(search);
    return { query, view };
  },
  // An address that is copied means the person who copied it, not whoever opens it; in a saved view `me` is each reader.
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const view = addressIn(search);
    const views = needsViews(view) ? await knownViews(queryClient) : viewsNow(queryClient);
    const opened = openedAt(view, views.default_view);
    if (opened !== view) throw redirect({ href: addressOf(opened), replace: true });
    const { filter } = view.query;
    if (!asksForMe(filter)) return;
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch(ignore);
    if (!workspace || view.view !== undefined) return;
    const query = { ...view.query, filter: withMeNamed(filter, workspace.person.email) };
    throw redirect({ href: addressOf({ ...view, query }), replace: true });
  },
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps, cause }) => {
    queryClient.query(viewsQuery).catch(ignore);
    const query = listOf(deps, savedViews(viewsNow(queryClient)));
    const asked = askedQuery(query, viewerOf(queryClient.getQueryData(workspaceQuery.queryKey)));
    const rows = queryClient.query(leadQueries.page(asked, 1));
    queryClient.query(leadQueries.countsUnder(asked)).catch(ignore);
    await firstRows(rows, cause);
  },
  component: LeadsPage,
});

const optInsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/opt-ins",
  // Starts what the page will ask for while its code is on the way, too.
  loader: async ({ context: { queryClient }, cause }) => {
    const { optInQueries } = await loadCode(() => import("#dashboard/features/opt-ins/queries.ts"));
    await firstRows(queryClient.query(optInQueries.page(1)), cause);
  },
  component: lazyPage(
    async () => (await import("#dashboard/features/opt-ins/opt-ins-page.tsx")).OptInsPage,
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  component: lazyPage(
    async () => (await import("#dashboard/features/settings/settings-layout.tsx")).SettingsLayout,
  ),
});

const toMe = () => {
  throw redirect({ to: "/settings/me", replace: true });
};

/** Whoever shortens an address there is led to what everyone has of the settings. */
const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: toMe,
});

/** What `me` was called before. */
const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "account",
  beforeLoad: toMe,
});

const meRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "me",
  component: lazyPage(
    async () => (await import("#dashboard/features/settings/me-page.tsx")).MePage,
  ),
});

const statusesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "statuses",
  component: lazyPage(
    async () => (await import("#dashboard/features/settings/statuses-page.tsx")).StatusesPage,
  ),
});

const connectionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "connection",
  component: lazyPage(
    async () => (await import("#dashboard/features/settings/connection-page.tsx")).ConnectionPage,
  ),
});

/** Every other path: with the ways on that every page has. */
export const notFoundRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: lazyPage(async () => (await import("./instead-of-page.tsx")).NotFoundPage),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  firstManagerRoute,
  shellRoute.addChildren([
    leadsRoute,
    optInsRoute,
    settingsRoute.addChildren([
      settingsIndexRoute,
      accountRoute,
      meRoute,
      statusesRoute,
      connectionRoute,
    ]),
    notFoundRoute,
  ]),
]);

/** All pages. What they show lives in the query client, so the router keeps nothing of its own. */
export const createPages = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPendingComponent: Pending,
    defaultErrorComponent: PageProblem,
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
