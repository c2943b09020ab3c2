import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { leadQueries } from "../queries.ts";
import type { Neighbours } from "./drawer-bar.tsx";

const ignore = () => undefined;

/** What one is likely to ask for next is there when one does: its opt-ins, and its neighbours. */
export function usePrefetchAround(leadId: string, { previous, next }: Neighbours): void {
  const queryClient = useQueryClient();
  // What is only likely waits until what was asked for has been painted.
  useEffect(
    () => whenIdle(() => queryClient.infiniteQuery(leadQueries.optIns(leadId)).catch(ignore)),
    [queryClient, leadId],
  );

  const [before, after] = [previous?.lead, next?.lead];
  useEffect(
    () =>
      whenIdle(() => {
        for (const neighbour of [after, before]) {
          if (neighbour) queryClient.query(leadQueries.details(neighbour)).catch(ignore);
        }
      }),
    [queryClient, before, after],
  );
}
