import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadPosition } from "#api/contract/lead-views.ts";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { leadQueries } from "../queries.ts";

const ignore = () => undefined;

/** What one is likely to ask for next is there when one does: its opt-ins, and its neighbours. */
export function usePrefetchAround(
  leadId: string,
  query: LeadQuery,
  position: LeadPosition | undefined,
): void {
  const queryClient = useQueryClient();
  // What is only likely waits until what was asked for has been painted.
  useEffect(
    () => whenIdle(() => queryClient.infiniteQuery(leadQueries.optIns(leadId)).catch(ignore)),
    [queryClient, leadId],
  );

  const { previous, next } = position ?? {};
  useEffect(
    () =>
      whenIdle(() => {
        for (const neighbour of [next, previous]) {
          if (!neighbour) continue;
          queryClient.query(leadQueries.details(neighbour)).catch(ignore);
          queryClient.query(leadQueries.position(neighbour, query)).catch(ignore);
        }
      }),
    [queryClient, query, previous, next],
  );
}
