import type { QueryClient } from "@tanstack/react-query";
import pLimit from "p-limit";
import type { LeadView } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { notify } from "#dashboard/ui/notices/notices.ts";
import { changeStatuses } from "./change-status.ts";
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

type PossiblePart = UnsavedPart & { readonly to: LeadStatus };

/** Whether it can still be made. */
const isPossible = (part: UnsavedPart): part is PossiblePart =>
  part.to !== undefined && part.lead.gone_at === undefined;

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

/** A change that wasn't saved because the person had been signed out: offered, never made by itself. */
function notifyUnsaved(
  change: string,
  parts: readonly UnsavedPart[],
  make: (parts: readonly PossiblePart[]) => void,
): void {
  const [first] = parts;
  if (!first) return;
  const possible = parts.filter(isPossible);
  const to = commonStatus(parts.map((part) => part.to));
  const now = commonStatus(parts.map(({ lead }) => lead.status));
  const of = parts.length === 1 ? `${leadName(first.lead)}'s status` : statusOf(parts);
  const giveUp = () => giveUpAll(parts.map(({ unsaved }) => unsaved));
  notify({
    about: aboutUnsaved(change),
    kind: "problem",
    title: `You were signed out before ${of} was changed${to ? ` to ${to.name}` : ""}`,
    detail: present(parts, now),
    ...(possible.length > 0 && {
      actions: [
        { label: now ? `Keep ${now.name}` : "Keep as they are", act: giveUp },
        { label: `Change status${to ? ` to ${to.name}` : ""}`, act: () => make(possible) },
      ],
    }),
    onDismiss: giveUp,
  });
}

/** The same of leads that couldn't be read. */
function notifyUnsavedUnread(
  change: string,
  kept: readonly UnsavedChange[],
  error: unknown,
  again: () => void,
): void {
  if (kept.length === 0) return;
  notify({
    about: aboutUnsaved(change),
    kind: "problem",
    title: `You were signed out before ${kept.length === 1 ? "a status" : statusOf(kept)} was changed`,
    reason: error,
    actions: [{ label: "Try again", act: again }],
    onDismiss: () => giveUpAll(kept),
  });
}

const statusOf = (leads: readonly unknown[]) => `the status of ${countOf(leads)}`;

const giveUpAll = (kept: readonly UnsavedChange[]) => forgetUnsaved(kept.map(({ lead }) => lead));

/** What has become of the leads. */
function present(parts: readonly UnsavedPart[], now: LeadStatus | undefined): string | undefined {
  const gone = parts.filter(({ lead }) => lead.gone_at !== undefined).length;
  if (parts.length === 1)
    return gone ? "The lead was removed in Hermon." : `It is ${now?.name} now.`;
  if (gone > 0)
    return `${inDigits(gone)} of them ${gone === 1 ? "was" : "were"} removed in Hermon.`;
  return now && `They are ${now.name} now.`;
}
