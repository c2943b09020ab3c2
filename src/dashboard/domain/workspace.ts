import { queryOptions } from "@tanstack/react-query";
import { getWorkspace, type Workspace } from "#api/contract/people.ts";
import { api } from "#dashboard/connection/api.ts";

/** Who looks, the team and the statuses: asked once a visit, and again after signing in. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => api.call(getWorkspace, { signal }),
  staleTime: 5 * 60_000,
});

/** Whether the signed-in person may change statuses; the server refuses the others as well. */
export const canChangeStatus = (workspace: Workspace | undefined): boolean =>
  workspace !== undefined && workspace.person.role !== "viewer";

/** Whether the signed-in person sees the settings. */
export const isManager = (workspace: Workspace | undefined): boolean =>
  workspace?.person.role === "manager";
