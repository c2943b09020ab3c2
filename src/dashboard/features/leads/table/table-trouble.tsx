import { useQueryClient } from "@tanstack/react-query";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import type { LeadList } from "./use-lead-list.ts";

/** Something that couldn't be had, beside what could. */
export interface Trouble {
  /** What was being done, as a sentence's start. */
  readonly title: string;
  readonly error: Error;
}

/** What of the list itself couldn't be had. */
export function troubleOf({ error, isChanging }: LeadList): Trouble | undefined {
  if (!error) return undefined;
  const title = isChanging
    ? "Couldn't load the leads under these filters, so those from before are still here"
    : "Couldn't load some leads";
  return { title, error };
}

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
