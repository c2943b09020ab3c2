import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError, isUnanswered } from "#api/errors.ts";
import { refetchFailed } from "#dashboard/connection/refetch-failed.ts";
import type { PagedRows } from "#dashboard/grid/paged-rows.ts";
import { InPageFoot } from "#dashboard/ui/page-foot.tsx";
import { Problem, ProblemBar } from "#dashboard/ui/problem.tsx";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";

/** While the server is away nothing comes of asking, however long that takes to be found out. */
const NOBODY_ANSWERS = new ApiError({
  kind: "network",
  endpoint: "list",
  happened: "the server is away",
});

/**
 * What stands in place of all rows when none can be had of the list that is wanted.
 * @param title what was being done, as a sentence's start
 */
export function useRowsProblem(
  rows: Pick<PagedRows<unknown, never>, "error" | "isStale" | "total">,
  title: string,
): ReactNode {
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  const error = rows.error ?? (isAway ? NOBODY_ANSWERS : undefined);
  // Rows from before would pass for what is asked for.
  if (!error || (!rows.isStale && rows.total !== undefined)) return undefined;
  return <Problem title={title} error={error} onRetry={retry} />;
}

/** Something that couldn't be had, beside what could. */
export interface Trouble {
  /** What was being done, as a sentence's start. */
  readonly title: string;
  readonly error: Error;
}

/**
 * What couldn't be had beside the rows that are there, at the page's lower edge. While the server is
 * away the page says that in one place, and once it is back all this is asked for again.
 */
export function ListTrouble({ trouble }: { readonly trouble: Trouble | undefined }) {
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  if (!trouble || (isAway && isUnanswered(trouble.error))) return null;
  return (
    <InPageFoot>
      <ProblemBar title={trouble.title} error={trouble.error} onRetry={retry} />
    </InPageFoot>
  );
}

/** One way on for whatever of the page failed. */
function useRetry() {
  const queryClient = useQueryClient();
  return () => void refetchFailed(queryClient);
}
