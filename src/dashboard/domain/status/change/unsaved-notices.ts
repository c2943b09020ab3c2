import type { LeadView } from "#api/contract/lead-views.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { notify } from "#dashboard/ui/notices/notices.ts";
import { countOf } from "./outcome-words.ts";
import { aboutUnsaved, forgetUnsaved, type UnsavedChange } from "./unsaved-changes.ts";

/** A lead as it is by now, and the status that it was to get. */
export interface UnsavedPart {
  readonly unsaved: UnsavedChange;
  readonly lead: LeadView;
  /** Nothing if there is no such status any more. */
  readonly to: LeadStatus | undefined;
}

type PossiblePart = UnsavedPart & { readonly to: LeadStatus };

/** Whether it can still be made. */
const isPossible = (part: UnsavedPart): part is PossiblePart =>
  part.to !== undefined && part.lead.gone_at === undefined;

/** A change that wasn't saved because the person had been signed out: offered, never made by itself. */
export function notifyUnsaved(
  change: string,
  parts: readonly UnsavedPart[],
  make: (parts: readonly PossiblePart[]) => void,
): void {
  const [first] = parts;
  if (!first) return;
  const possible = parts.filter(isPossible);
  const to = common(parts.map((part) => part.to));
  const now = common(parts.map(({ lead }) => lead.status));
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
export function notifyUnsavedUnread(
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

/** The status that is everywhere the same, if it is. */
const common = <S extends LeadStatus | undefined>([first, ...others]: readonly S[]) =>
  others.every((status) => status?.id === first?.id) ? first : undefined;

/** What has become of the leads. */
function present(parts: readonly UnsavedPart[], now: LeadStatus | undefined): string | undefined {
  const gone = parts.filter(({ lead }) => lead.gone_at !== undefined).length;
  if (parts.length === 1)
    return gone ? "The lead was removed in Hermon." : `It is ${now?.name} now.`;
  if (gone > 0)
    return `${inDigits(gone)} of them ${gone === 1 ? "was" : "were"} removed in Hermon.`;
  return now && `They are ${now.name} now.`;
}
