import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { leadQueries } from "../queries.ts";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import type { LeadList } from "./use-lead-list.ts";

/** Something that couldn't be had, beside what could. */
interface Trouble {
  /** What was being done, as a sentence's start. */
  readonly title: string;
  readonly error: Error;
}

/** What of the page couldn't be had, the list before all else. */
export function useTrouble(list: LeadList, filter: LeadFilter): Trouble | undefined {
  const { error: noWorkspace } = useQuery(workspaceQuery);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(filter));
  if (list.error) return { title: listTrouble(list), error: list.error };
  if (noWorkspace) return { title: "Couldn't load the team and the statuses", error: noWorkspace };
  if (noCounts) return { title: "Couldn't count the leads", error: noCounts };
  return undefined;
}

const listTrouble = ({ isChanging }: LeadList) =>
  isChanging
    ? "Couldn't load the leads under these filters, so those from before are still here"
    : "Couldn't load some leads";

/** Over the table's lower edge: the rows that are there keep their places. */
export const TableTrouble = ({ title, error }: Trouble) => (
  <div className="absolute inset-x-4 bottom-4 z-(--z-header) shadow-float">
    <ProblemBar title={title} error={error} onRetry={useRetry()} />
  </div>
);

/** One way on for whatever of the page failed. */
export function useRetry() {
  const queryClient = useQueryClient();
  return () =>
    void queryClient.refetchQueries({
      type: "active",
      predicate: ({ state }) => state.status === "error",
    });
}
