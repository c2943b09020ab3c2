import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { OptInPlace, OptInPosition } from "#api/contract/opt-in-views.ts";
import type { Neighbours } from "#dashboard/domain/lead/drawer/drawer-bar.tsx";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { optInQueries, prefetchOptIn } from "./queries.ts";

const ignore = () => undefined;

/** What stands above and below the open opt-in, which is asked for before one goes there. */
export function useNeighbours(optIn: string | undefined): Neighbours {
  const queryClient = useQueryClient();
  const { data: position } = useQuery({
    ...optInQueries.position(optIn ?? ""),
    enabled: optIn !== undefined,
  });
  useEffect(() => {
    return whenIdle(() => {
      for (const one of [position?.next, position?.previous]) {
        if (one) prefetchOptIn(queryClient, one).catch(ignore);
      }
    });
  }, [queryClient, position]);
  return useMemo(() => neighboursAt(position), [position]);
}

/** @param position `undefined` until it is known, `null` where the list lacks the opt-in */
function neighboursAt(position: OptInPosition | null | undefined): Neighbours {
  return {
    of: "opt-in",
    place: position === null ? NOWHERE : position && { ...position, matches: true },
    previous: stepTo(position?.previous),
    next: stepTo(position?.next),
  };
}

const NOWHERE = { index: 0, total: 0, matches: false };

const stepTo = (place: OptInPlace | null | undefined) =>
  place ? { lead: place.lead_id, optIn: place.id } : null;
