import { queryOptions } from "@tanstack/react-query";
import { getSync } from "#api/contract/sync.ts";
import { api } from "./api.ts";

/** How far the copy of the Hermon workspace is: asked once, then told by the server. */
export const syncQuery = queryOptions({
  queryKey: ["sync"],
  queryFn: ({ signal }) => api.call(getSync, { signal }),
  staleTime: Infinity,
});
