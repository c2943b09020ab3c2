import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { NotFound } from "./not-found.tsx";
import { PageProblem } from "./page-problem.tsx";

/** What every route gets. */
interface RouteContext {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageProblem,
});
