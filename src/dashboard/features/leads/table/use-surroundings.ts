import { useMemo } from "react";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { useMinute } from "#dashboard/lib/minute.ts";
import { canChangeStatus } from "#dashboard/lib/permissions.ts";
import { ownerNames } from "../names.ts";
import { leadPaths } from "../view.ts";
import type { RowSurroundings } from "./columns.ts";

/**
 * What all rows share: the time, the team's names, where a lead is, and how statuses are pressed.
 * @param filter of the list that they are rows of
 */
export function useSurroundings(
  workspace: Workspace | undefined,
  filter: LeadFilter,
  onPress: NonNullable<RowSurroundings["press"]>,
): RowSurroundings {
  const now = useMinute();
  return useMemo(
    () => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      pathOf: leadPaths(filter),
      press: canChangeStatus(workspace) ? onPress : undefined,
    }),
    [now, workspace, filter, onPress],
  );
}
