import type { ReactNode } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { listLeadsView } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { ApiError } from "#api/errors.ts";
import { activeValues } from "#dashboard/domain/filters/filter.ts";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import type { PagedRows } from "#dashboard/grid/paged-rows.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { useRetry } from "./list-trouble.tsx";

/** While the server is away nothing comes of asking, however long that takes to be found out. */
const NOBODY_ANSWERS = new ApiError({
  kind: "network",
  endpoint: listLeadsView.name,
  happened: "the server is away",
});

/** What stands in place of the rows where there are none, or none that are asked for. */
export function useInsteadOfRows(
  rows: PagedRows<LeadQuery, Lead>,
  onClearAll: () => void,
): ReactNode {
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  const error = rows.error ?? (isAway ? NOBODY_ANSWERS : undefined);
  // Rows from before would pass for what the filters ask for.
  if (error && (rows.isStale || rows.total === undefined)) {
    return <Problem title="Couldn't load these leads" error={error} onRetry={retry} />;
  }
  if (rows.total !== 0) return undefined;
  const isFiltered = activeValues(rows.list.filter).length > 0;
  return <EmptyList isFiltered={isFiltered} onClearAll={onClearAll} />;
}

interface EmptyListProps {
  readonly isFiltered: boolean;
  readonly onClearAll: () => void;
}

/** Why there is nothing to see, and what to do about it. */
function EmptyList({ isFiltered, onClearAll }: EmptyListProps) {
  const { title, reason } = inWords(isFiltered, useIsIncomplete());
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
      <div className="space-y-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-text-muted">{reason}</p>
      </div>
      {isFiltered && <Button onClick={onClearAll}>Show all leads</Button>}
    </div>
  );
}

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
