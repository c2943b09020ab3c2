import { useQuery } from "@tanstack/react-query";
import type { OptInPlace, OptInPosition } from "#api/contract/opt-in-views.ts";
import type { Neighbours } from "#dashboard/domain/lead/drawer/drawer-bar.tsx";
import { optInQueries } from "./queries.ts";

/** What stands above and below the open opt-in. */
export function useNeighbours(optIn: string | undefined): Neighbours {
  const { data: neighbours = UNKNOWN } = useQuery({
    ...optInQueries.position(optIn ?? ""),
    select: neighboursAt,
    enabled: optIn !== undefined,
  });
  return neighbours;
}

const UNKNOWN: Neighbours = { of: "opt-in" };

/** @param position `null` where the list lacks the opt-in */
const neighboursAt = (position: OptInPosition | null): Neighbours => ({
  of: "opt-in",
  place: position ? { ...position, matches: true } : NOWHERE,
  previous: stepTo(position?.previous),
  next: stepTo(position?.next),
});

const NOWHERE = { index: 0, total: 0, matches: false };

const stepTo = (place: OptInPlace | null | undefined) =>
  place ? { lead: place.lead_id, optIn: place.id } : null;
