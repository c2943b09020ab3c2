import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { ALL_LEADS, type LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadPosition } from "#api/contract/lead-views.ts";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";

/** What stands above and below a lead in its list; of one that isn't open, as far as it is known. */
export function useNeighbours(
  lead: string | undefined,
  query: LeadQuery,
  isOpen: boolean,
): Neighbours {
  const { data: neighbours = UNKNOWN } = useQuery({
    // The same while there is none: another list is then no other query.
    ...leadQueries.position(lead ?? "", lead === undefined ? ALL_LEADS : query),
    select: neighboursAt,
    enabled: isOpen,
  });
  return neighbours;
}

const UNKNOWN: Neighbours = { of: "lead" };

const neighboursAt = (position: LeadPosition): Neighbours => ({
  of: "lead",
  place: position,
  previous: stepTo(position.previous),
  next: stepTo(position.next),
});

const stepTo = (lead: string | null) => (lead === null ? null : { lead });

/** Fetches what the drawer shows first of a lead, as far as that isn't known yet. */
export function usePrefetchLead(query: LeadQuery) {
  const queryClient = useQueryClient();
  return useCallback(
    ({ lead }: OpenLead) =>
      Promise.all([
        queryClient.query(leadQueries.details(lead)),
        queryClient.query(leadQueries.position(lead, query)),
      ]),
    [queryClient, query],
  );
}
