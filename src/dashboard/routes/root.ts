import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { PageProblem } from "./page-problem.tsx";
import { WhosePage } from "./whose-page.tsx";

/** What every route gets. */
interface RouteContext {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: WhosePage,
  errorComponent: PageProblem,
});
