import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { afterNextPaint } from "#dashboard/lib/tasks.ts";
import { leadQueries } from "./queries.ts";
import type { ShowAhead } from "./table/lead-rows.tsx";

type OnFilter = (change: (before: LeadFilter) => LeadFilter) => void;

/**
 * Changes the filter after its rows are on the screen, where they are known already: the table
 * shows them ahead of the address, which changes when they are painted.
 */
export function useFilterAhead(filter: LeadFilter, onFilter: OnFilter) {
  const queryClient = useQueryClient();
  const ahead = useRef<ShowAhead>(null);
  const filterAhead: OnFilter = useCallback(
    (change) => {
      const { queryKey } = leadQueries.page(change(filter), 1);
      const leads = queryClient.getQueryData(queryKey)?.leads;
      if (leads && ahead.current?.(leads)) afterNextPaint(() => onFilter(change));
      else onFilter(change);
    },
    [queryClient, filter, onFilter],
  );
  return { ahead, filterAhead };
}
