import { createRoute, redirect } from "@tanstack/react-router";
import { ApiError } from "#api/errors.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { rootRoute } from "./root.ts";

/** `/` leads to one's own leads, or to all of them for who owns none. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context: { queryClient } }) => {
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) return undefined;
        throw error;
      });
    if (!workspace) throw redirect({ to: "/sign-in", replace: true });
    const search = workspace.mine ? { [workspace.mine]: [workspace.person.email] } : {};
    throw redirect({ to: "/leads", search, replace: true });
  },
});
