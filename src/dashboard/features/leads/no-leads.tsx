import type { LeadFilter } from "#api/contract/lead-query.ts";
import { activeValues } from "#dashboard/domain/filters/filter.ts";
import type { InsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { Button } from "#dashboard/ui/button.tsx";

/** What stands in place of the leads when there are none under the filter, and what to do about it. */
export const noLeads = (filter: LeadFilter, onShowAll: () => void): InsteadOfRows => ({
  failed: "Couldn't load these leads",
  ...(activeValues(filter).length === 0
    ? UNFILTERED
    : { ...FILTERED, action: <Button onClick={onShowAll}>Show all leads</Button> }),
});

const UNFILTERED = {
  empty: {
    title: "No leads yet",
    reason: "They appear here as soon as a form sends its first opt-in.",
  },
  emptySoFar: {
    title: "No leads copied yet",
    reason: "They appear here page by page while they are copied from Hermon.",
  },
};

const FILTERED = {
  empty: {
    title: "No lead matches these filters",
    reason: "Take one of them off, or go back to the whole list.",
  },
  emptySoFar: {
    title: "No lead copied so far matches these filters",
    reason: "Not all leads have come from Hermon yet, so there may be some later.",
  },
};
