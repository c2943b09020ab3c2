import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { firstRows, loadWorkspace, shellRoute } from "./shell.tsx";

export const optInsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/opt-ins",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  // Starts what the page will ask for while its code is on the way, too.
  loader: async ({ context, cause }) => {
    loadWorkspace(context);
    const { optInQueries } = await import("#dashboard/features/opt-ins/queries.ts");
    await firstRows(context.queryClient.query(optInQueries.page(1)), cause);
  },
  component: lazyRouteComponent(
    () => import("#dashboard/features/opt-ins/opt-ins-page.tsx"),
    "OptInsPage",
  ),
});
