import { useMemo } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { leadPaths } from "#dashboard/domain/lead/view.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { canChangeStatus } from "#dashboard/domain/workspace.ts";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import type { RowSurroundings } from "./columns.ts";

/**
 * What all rows share: the time, the team's names, where a lead is, and how statuses are pressed.
 * @param query of the list that they are rows of
 */
export function useSurroundings(
  workspace: Workspace | undefined,
  query: LeadQuery,
  onPress: NonNullable<RowSurroundings["press"]>,
): RowSurroundings {
  const now = useMinute();
  return useMemo(
    () => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      pathOf: leadPaths(query),
      press: canChangeStatus(workspace) ? onPress : undefined,
    }),
    [now, workspace, query, onPress],
  );
}
