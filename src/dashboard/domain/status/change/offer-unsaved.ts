import type { QueryClient } from "@tanstack/react-query";
import pLimit from "p-limit";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { type Notice, notify } from "#dashboard/ui/notices/notices.ts";
import { changeStatuses } from "./change-status.ts";
import type { StatusTarget } from "./own-changes.ts";
import { MOST_REQUESTS } from "./run-change.ts";
import { commonStatus, countOf } from "./status-notices.ts";
import { aboutUnsaved, forgetUnsaved, type UnsavedChange, unsavedOf } from "./unsaved-changes.ts";

/** A lead as it is by now, and the status that it was to get. */
interface UnsavedPart {
  readonly unsaved: UnsavedChange;
  readonly lead: LeadView;
  /** Nothing if there is no such status any more. */
  readonly to: LeadStatus | undefined;
}

/** Offers whoever is back each change that wasn't saved as they were signed out. */
export function offerUnsaved(
  queryClient: QueryClient,
  { person, statuses }: Pick<Workspace, "person" | "statuses">,
): void {
  const limit = pLimit(MOST_REQUESTS);
  const changes = Map.groupBy(unsavedOf(person.id), ({ change }) => change);
  for (const kept of changes.values()) void offer(kept);

  /** The leads as they are by now say what there is to change: someone else may have been there. */
  async function offer(kept: readonly UnsavedChange[]): Promise<void> {
    try {
      const read = await limit.map(kept, partOf);
      const done = read.filter(({ lead, to }) => lead.status.id === to?.id);
      forgetUnsaved(done.map(({ lead }) => lead.id));
      const parts = read.filter(({ unsaved }) => isKept(unsaved));
      notifyUnsaved(parts, () => {
        const still = parts.filter(({ unsaved }) => isKept(unsaved));
        changeStatuses(queryClient, still.flatMap(possible));
      });
    } catch (error) {
      const left = kept.filter(isKept);
      const of = left.length === 1 ? "a status" : statusOf(left);
      notifyKept(left, {
        title: `You were signed out before ${of} was changed`,
        reason: error,
        actions: [{ label: "Try again", act: () => void offer(left.filter(isKept)) }],
      });
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

/** What can still be made of it. */
const possible = ({ lead, to }: UnsavedPart): StatusTarget[] =>
  to && lead.gone_at === undefined ? [{ lead, to }] : [];

function notifyUnsaved(parts: readonly UnsavedPart[], make: () => void): void {
  const to = commonStatus(parts.map((part) => part.to));
  const now = commonStatus(parts.map(({ lead }) => lead.status));
  const [first, ...others] = parts;
  if (!first) return;
  const of = others.length === 0 ? `${leadName(first.lead)}'s status` : statusOf(parts);
  const toWhich = to ? ` to ${to.name}` : "";
  const kept = parts.map(({ unsaved }) => unsaved);
  notifyKept(kept, {
    title: `You were signed out before ${of} was changed${toWhich}`,
    detail: present(parts, now),
    ...(parts.flatMap(possible).length > 0 && {
      actions: [
        { label: now ? `Keep ${now.name}` : "Keep as they are", act: () => giveUp(kept) },
        { label: `Change status${toWhich}`, act: make },
      ],
    }),
  });
}

/** One notice for what is kept of a change; dismissed, it is given up. */
function notifyKept(
  kept: readonly UnsavedChange[],
  words: Pick<Notice, "title" | "detail" | "reason" | "actions">,
): void {
  const [first] = kept;
  if (!first) return;
  const about = aboutUnsaved(first.change);
  notify({ about, kind: "problem", ...words, onDismiss: () => giveUp(kept) });
}

const statusOf = (leads: readonly unknown[]) => `the status of ${countOf(leads)}`;

const giveUp = (kept: readonly UnsavedChange[]) => forgetUnsaved(kept.map(({ lead }) => lead));

/** What has become of the leads. */
function present(parts: readonly UnsavedPart[], now: LeadStatus | undefined): string | undefined {
  const gone = parts.filter(({ lead }) => lead.gone_at !== undefined).length;
  if (parts.length === 1)
    return gone ? "The lead was removed in Hermon." : `It is ${now?.name} now.`;
  if (gone > 0)
    return `${inDigits(gone)} of them ${gone === 1 ? "was" : "were"} removed in Hermon.`;
  return now && `They are ${now.name} now.`;
}
