import { queryOptions } from "@tanstack/react-query";
import { getWorkspace } from "#api/contract/people.ts";
import { api } from "#dashboard/connection/api.ts";

/** Who looks, the team and the statuses: asked once a visit, and again after signing in. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => api.call(getWorkspace, { signal }),
  staleTime: 5 * 60_000,
});
