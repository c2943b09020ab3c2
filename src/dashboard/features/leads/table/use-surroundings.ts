import { useMemo } from "react";
import type { Workspace } from "#api/contract/people.ts";
import { useMinute } from "#dashboard/lib/minute.ts";
import { canChangeStatus } from "#dashboard/lib/permissions.ts";
import { ownerNames } from "../names.ts";
import type { RowSurroundings } from "./columns.ts";

/** What all rows share: the time, the team's names, and how statuses are pressed. */
export function useSurroundings(
  workspace: Workspace | undefined,
  onPress: NonNullable<RowSurroundings["press"]>,
): RowSurroundings {
  const now = useMinute();
  return useMemo(
    () => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      press: canChangeStatus(workspace) ? onPress : undefined,
    }),
    [now, workspace, onPress],
  );
}
