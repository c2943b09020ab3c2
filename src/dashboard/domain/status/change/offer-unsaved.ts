import type { QueryClient } from "@tanstack/react-query";
import pLimit from "p-limit";
import type { Workspace } from "#api/contract/people.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { changeStatuses } from "./change-status.ts";
import { MOST_REQUESTS } from "./run-change.ts";
import { forgetUnsaved, type UnsavedChange, unsavedOf } from "./unsaved-changes.ts";
import { notifyUnsaved, notifyUnsavedUnread, type UnsavedPart } from "./unsaved-notices.ts";

/**
 * Offers whoever is back the changes that weren't saved because they had been signed out: each
 * change as one, however many leads it was of.
 */
export function offerUnsaved(
  queryClient: QueryClient,
  { person, statuses }: Pick<Workspace, "person" | "statuses">,
): void {
  const limit = pLimit(MOST_REQUESTS);
  const changes = Map.groupBy(unsavedOf(person.id), ({ change }) => change);
  for (const [change, kept] of changes) void offer(change, kept);

  /** The leads as they are by now say what there is to change: someone else may have been there. */
  async function offer(change: string, kept: readonly UnsavedChange[]): Promise<void> {
    try {
      const read = await Promise.all(kept.map((one) => limit(() => partOf(one))));
      const done = read.filter(({ lead, to }) => lead.status.id === to?.id);
      forgetUnsaved(done.map(({ lead }) => lead.id));
      const parts = read.filter(({ unsaved }) => isKept(unsaved));
      notifyUnsaved(change, parts, (targets) =>
        changeStatuses(
          queryClient,
          targets.filter(({ unsaved }) => isKept(unsaved)),
        ),
      );
    } catch (error) {
      const left = kept.filter(isKept);
      notifyUnsavedUnread(change, left, error, () => void offer(change, left.filter(isKept)));
    }
  }

  async function partOf(unsaved: UnsavedChange): Promise<UnsavedPart> {
    const query = { ...leadQueries.details(unsaved.lead), staleTime: 0 };
    const lead = await queryClient.query(query);
    return { unsaved, lead, to: statuses.find(({ id }) => id === unsaved.status) };
  }

  /** Meanwhile the lead may have been changed, or the person have gone. */
  const isKept = (unsaved: UnsavedChange) => unsavedOf(person.id).includes(unsaved);
}
