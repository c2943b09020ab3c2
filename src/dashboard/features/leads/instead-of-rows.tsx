import type { ReactNode } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { Lead } from "#api/contract/leads.ts";
import { activeValues } from "#dashboard/domain/filters/filter.ts";
import { EmptyList } from "#dashboard/domain/lists/empty-list.tsx";
import { useRowsProblem } from "#dashboard/domain/lists/list-problems.tsx";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import type { PagedRows } from "#dashboard/grid/paged-rows.ts";
import { Button } from "#dashboard/ui/button.tsx";

/** What stands in place of the rows where there are none, or none that are asked for. */
export function useInsteadOfRows(
  rows: PagedRows<LeadQuery, Lead>,
  onClearAll: () => void,
): ReactNode {
  const problem = useRowsProblem(rows, "Couldn't load these leads");
  const isIncomplete = useIsIncomplete();
  if (problem || rows.total !== 0) return problem;
  const isFiltered = activeValues(rows.list.filter).length > 0;
  return (
    <EmptyList {...inWords(isFiltered, isIncomplete)}>
      {isFiltered && <Button onClick={onClearAll}>Show all leads</Button>}
    </EmptyList>
  );
}

/** Why there is nothing to see, and what to do about it. */
function inWords(isFiltered: boolean, isIncomplete: boolean) {
  if (isFiltered && isIncomplete) {
    return {
      title: "No lead copied so far matches these filters",
      reason: "Not all leads have come from Hermon yet, so there may be some later.",
    };
  }
  if (isFiltered) {
    return {
      title: "No lead matches these filters",
      reason: "Take one of them off, or go back to the whole list.",
    };
  }
  if (isIncomplete) {
    return {
      title: "No leads copied yet",
      reason: "They appear here page by page while they are copied from Hermon.",
    };
  }
  return {
    title: "No leads yet",
    reason: "They appear here as soon as a form sends its first opt-in.",
  };
}
