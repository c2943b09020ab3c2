import { useMemo } from "react";
import type { Lead } from "#api/contract/leads.ts";
import type { Workspace } from "#api/contract/people.ts";
import { useMinute } from "#dashboard/lib/minute.ts";
import { canChangeStatus } from "#dashboard/lib/permissions.ts";
import { ownerNames } from "../names.ts";
import { StatusBadge } from "../status/status-badge.tsx";
import { StatusButton } from "../status/status-button.tsx";
import type { RowSurroundings } from "./columns.tsx";

/** What all rows share: the time, the team's names, and whether statuses can be pressed. */
export function useSurroundings(
  workspace: Workspace | undefined,
  onPress: (lead: Lead, button: HTMLElement) => void,
): RowSurroundings {
  const now = useMinute();
  return useMemo(
    () => ({
      now,
      ownerName: ownerNames(workspace?.team ?? []),
      status: (lead, isActive) =>
        canChangeStatus(workspace) ? (
          <StatusButton lead={lead} isInTabOrder={isActive} hasArrow={false} onPress={onPress} />
        ) : (
          <StatusBadge status={lead.status} />
        ),
    }),
    [now, workspace, onPress],
  );
}
