import type { QueryClient } from "@tanstack/react-query";

/** Asks again for whatever on the screen couldn't be had. */
export const refetchFailed = (queryClient: QueryClient): Promise<void> =>
  queryClient.refetchQueries({
    type: "active",
    predicate: ({ state }) => state.status === "error",
  });
