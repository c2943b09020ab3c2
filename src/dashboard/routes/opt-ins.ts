import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { pause } from "#api/retry.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { shellRoute } from "./shell.tsx";

const AT_ONCE_MS = 80;
const ignore = () => undefined;

export const optInsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/opt-ins",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  // Starts what the page will ask for while its code is on the way, too.
  loader: async ({ context: { queryClient }, cause }) => {
    queryClient.query(workspaceQuery).catch(ignore);
    const { optInQueries } = await import("#dashboard/features/opt-ins/queries.ts");
    const rows = queryClient.query(optInQueries.page(1)).catch(ignore);
    // Rows that come at once are the first thing to be seen, not a flash of placeholders.
    if (cause === "enter") await Promise.race([rows, pause(AT_ONCE_MS, undefined)]);
  },
  component: lazyRouteComponent(
    () => import("#dashboard/features/opt-ins/opt-ins-page.tsx"),
    "OptInsPage",
  ),
});
