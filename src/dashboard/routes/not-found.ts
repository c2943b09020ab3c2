import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "./shell.tsx";

/** Every other path: with the ways on that every page has. */
export const notFoundRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: lazyRouteComponent(() => import("./not-found-page.tsx"), "NotFoundPage"),
});
