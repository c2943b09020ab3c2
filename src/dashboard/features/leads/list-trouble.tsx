import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { isUnanswered } from "#api/errors.ts";
import { refetchFailed } from "#dashboard/connection/refetch-failed.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { InPageFoot } from "#dashboard/ui/page-foot.tsx";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";

/** Something that couldn't be had, beside what could. */
interface Trouble {
  /** What was being done, as a sentence's start. */
  readonly title: string;
  readonly error: Error;
}

/** What of the page couldn't be had, the list before all else. */
function useTrouble(noRows: Error | undefined, query: LeadQuery): Trouble | undefined {
  const { error: noWorkspace } = useQuery(workspaceQuery);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(useDeferredValue(query)));
  if (noRows) return { title: "Couldn't load some leads", error: noRows };
  if (noWorkspace) return { title: "Couldn't load the team and the statuses", error: noWorkspace };
  if (noCounts) return { title: "Couldn't count the leads", error: noCounts };
  return undefined;
}

interface ListTroubleProps {
  /** Why some rows couldn't be had. */
  readonly error: Error | undefined;
  /** Of the list that is wanted, which may not show yet. */
  readonly query: LeadQuery;
}

/**
 * What couldn't be had beside the rows that are there, at the page's lower edge. While the server is
 * away the page says that in one place, and once it is back all this is asked for again.
 */
export function ListTrouble({ error, query }: ListTroubleProps) {
  const trouble = useTrouble(error, query);
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
export function useRetry() {
  const queryClient = useQueryClient();
  return () => void refetchFailed(queryClient);
}
