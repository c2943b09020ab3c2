import type { QueryClient } from "@tanstack/react-query";
import type { Workspace } from "#api/contract/people.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { changeStatus } from "./change-status.ts";
import { notifyUnsaved, notifyUnsavedUnread } from "./status-notices.ts";
import { type UnsavedChange, forgetUnsaved, unsavedOf } from "./unsaved-changes.ts";

/** Offers whoever is back the changes that weren't saved because they had been signed out. */
export function offerUnsaved(queryClient: QueryClient, { person, statuses }: Workspace): void {
  for (const change of unsavedOf(person.id)) void offer(change);

  /** The lead as it is by now says what there is to change: someone else may have been there. */
  async function offer(change: UnsavedChange): Promise<void> {
    const to = statuses.find(({ id }) => id === change.status);
    try {
      const lead = await queryClient.query({ ...leadQueries.details(change.lead), staleTime: 0 });
      if (!isKept(change)) return;
      if (lead.status.id === to?.id) return forgetUnsaved(lead.id);
      const isPossible = to !== undefined && lead.gone_at === undefined;
      notifyUnsaved(
        lead,
        to,
        isPossible ? () => changeStatus(queryClient, { lead, to }) : undefined,
      );
    } catch (error) {
      if (isKept(change)) notifyUnsavedUnread(change.lead, error, () => void offer(change));
    }
  }

  /** Meanwhile the lead may have been changed, or the person have gone. */
  const isKept = (change: UnsavedChange) => unsavedOf(person.id).includes(change);
}
