import { queryOptions } from "@tanstack/react-query";
import { getWorkspace, type Workspace } from "#api/contract/people/people.ts";
import { type Capability, may } from "#api/contract/people/roles.ts";
import { api } from "#dashboard/connection/api.ts";

/** Who looks, the team and the statuses: asked once a visit, and again after signing in. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => api.call(getWorkspace, { signal }),
  staleTime: 5 * 60_000,
});

/** Whether the signed-in person may do something; the server refuses the others as well. */
export const can = (workspace: Workspace | undefined, capability: Capability): boolean =>
  workspace !== undefined && may(workspace.person.role, capability);
