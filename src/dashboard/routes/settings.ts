import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { shellRoute } from "./shell.tsx";

const ignore = () => undefined;

export const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/account",
  // Who they are.
  loader: ({ context: { queryClient } }) => {
    queryClient.query(workspaceQuery).catch(ignore);
  },
  component: lazyRouteComponent(
    () => import("#dashboard/features/settings/account-page.tsx"),
    "AccountPage",
  ),
});

export const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connection",
  // Whether one may see it.
  loader: ({ context: { queryClient } }) => {
    queryClient.query(workspaceQuery).catch(ignore);
  },
  component: lazyRouteComponent(
    () => import("#dashboard/features/settings/connection-page.tsx"),
    "ConnectionPage",
  ),
});
