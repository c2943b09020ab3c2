import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue } from "react";
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
function useTrouble(list: LeadList, filter: LeadFilter): Trouble | undefined {
  const { error: noWorkspace } = useQuery(workspaceQuery);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(useDeferredValue(filter)));
  if (list.error) return { title: listTrouble(list), error: list.error };
  if (noWorkspace) return { title: "Couldn't load the team and the statuses", error: noWorkspace };
  if (noCounts) return { title: "Couldn't count the leads", error: noCounts };
  return undefined;
}

const listTrouble = ({ isChanging }: LeadList) =>
  isChanging
    ? "Couldn't load the leads under these filters, so those from before are still here"
    : "Couldn't load some leads";

interface TableTroubleProps {
  readonly list: LeadList;
  /** The one that is wanted, which the list may not have yet. */
  readonly filter: LeadFilter;
}

/** What couldn't be had, over the table's lower edge: the rows that are there keep their places. */
export function TableTrouble({ list, filter }: TableTroubleProps) {
  const trouble = useTrouble(list, filter);
  const retry = useRetry();
  // Where there is no list at all, that is said in its place.
  if (!trouble || list.total === undefined) return null;
  return (
    <div className="absolute inset-x-4 bottom-4 z-(--z-header) shadow-float">
      <ProblemBar title={trouble.title} error={trouble.error} onRetry={retry} />
    </div>
  );
}

/** One way on for whatever of the page failed. */
export function useRetry() {
  const queryClient = useQueryClient();
  return () =>
    void queryClient.refetchQueries({
      type: "active",
      predicate: ({ state }) => state.status === "error",
    });
}
