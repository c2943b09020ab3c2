import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError, isUnanswered } from "#api/errors.ts";
import type { PagedRows } from "#dashboard/grid/paged-rows.ts";
import { FootProblem, Problem } from "#dashboard/ui/problem.tsx";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { useIsIncomplete } from "../sync/sync.ts";
import { workspaceQuery } from "../workspace.ts";

/** While the server is away nothing comes of asking, however long that takes to be found out. */
const NOBODY_ANSWERS = new ApiError({
  kind: "network",
  endpoint: "list",
  happened: "the server is away",
});

export interface InsteadOfRows {
  /** What was being done where no row can be had, as a sentence's start. */
  readonly failed: string;
  /** Why the list is empty. */
  readonly empty: EmptyList;
  /** The same while more rows are copied from Hermon. */
  readonly emptySoFar: EmptyList;
  /** What can be done about an empty list. */
  readonly action?: ReactNode;
}

interface EmptyList {
  readonly title: string;
  readonly reason: string;
}

/** What stands in place of all rows when there are none of the list that is wanted. */
export function useInsteadOfRows(
  rows: Pick<PagedRows<unknown, never>, "error" | "isStale" | "total">,
  { failed, empty, emptySoFar, action }: InsteadOfRows,
): ReactNode {
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  const { title, reason } = useIsIncomplete() ? emptySoFar : empty;
  const error = rows.error ?? (isAway ? NOBODY_ANSWERS : undefined);
  // Rows from before would pass for what is asked for.
  if (error && (rows.isStale || rows.total === undefined)) {
    return <Problem title={failed} error={error} onRetry={retry} />;
  }
  if (rows.total !== 0) return undefined;
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 p-10 text-center max-sm:px-4">
      <div className="max-w-xs space-y-1 text-balance wrap-anywhere">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-text-muted">{reason}</p>
      </div>
      {action}
    </div>
  );
}

/** Something that couldn't be had beside what could, if there is an error. */
interface Trouble {
  /** What was being done, as a sentence's start. */
  readonly title: string;
  readonly error: Error | null | undefined;
}

/**
 * What couldn't be had beside the rows that are there, at the page's lower edge: the list before all
 * else. That the server is away is said in one place, and once it is back all is asked for again.
 */
export function ListTrouble({ rows, other }: { readonly rows: Trouble; readonly other?: Trouble }) {
  const retry = useRetry();
  const isAway = serverUnreachableSince.use() !== undefined;
  const { error: noWorkspace } = useQuery(workspaceQuery);
  const workspace = { title: "Couldn't load the team and the statuses", error: noWorkspace };
  const { title, error } = [rows, workspace, other].find((trouble) => trouble?.error) ?? {};
  if (!title || !error || (isAway && isUnanswered(error))) return null;
  return <FootProblem title={title} error={error} onRetry={retry} />;
}

/** One way on for whatever of the page failed. */
function useRetry() {
  const queryClient = useQueryClient();
  return () => void refetchFailed(queryClient);
}

/** Asks again for whatever on the screen couldn't be had. */
export const refetchFailed = (queryClient: QueryClient): Promise<void> =>
  queryClient.refetchQueries({
    type: "active",
    predicate: ({ state }) => state.status === "error",
  });
