import { queryOptions } from "@tanstack/react-query";
import { getSync } from "#api/contract/sync.ts";
import { api } from "#dashboard/connection/api.ts";

/** How far the copy of Hermon is: asked once a visit; the server tells of every new state. */
export const syncQuery = queryOptions({
  queryKey: ["sync"],
  queryFn: ({ signal }) => api.call(getSync, { signal }),
  staleTime: Infinity,
});
