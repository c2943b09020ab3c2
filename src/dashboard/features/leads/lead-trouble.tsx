import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { ListTrouble, type Trouble } from "#dashboard/domain/lists/list-problems.tsx";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/** What of the page couldn't be had, the list before all else. */
function useTrouble(noRows: Error | undefined, query: LeadQuery): Trouble | undefined {
  const { error: noWorkspace } = useQuery(workspaceQuery);
  const { error: noCounts } = useQuery(leadQueries.countsUnder(useDeferredValue(query)));
  if (noRows) return { title: "Couldn't load some leads", error: noRows };
  if (noWorkspace) return { title: "Couldn't load the team and the statuses", error: noWorkspace };
  if (noCounts) return { title: "Couldn't count the leads", error: noCounts };
  return undefined;
}

interface LeadTroubleProps {
  /** Why some rows couldn't be had. */
  readonly error: Error | undefined;
  /** Of the list that is wanted, which may not show yet. */
  readonly query: LeadQuery;
}

/** What couldn't be had beside the leads that are there. */
export const LeadTrouble = ({ error, query }: LeadTroubleProps) => (
  <ListTrouble trouble={useTrouble(error, query)} />
);
