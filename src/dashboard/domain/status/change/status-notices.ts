import type { LeadView, StatusConflict } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { notify } from "#dashboard/ui/notices/notices.ts";
import { forgetUnsaved } from "./unsaved-changes.ts";
import { whoChanged } from "./who-changed.ts";

/** As long as a change can be taken back by one press, in milliseconds. */
const UNDO_MS = 8_000;

/** Undo's key, together with Ctrl or ⌘. */
const UNDO_KEY = "z";

/** A lead has one notice about its status, the latest. */
export const about = ({ id }: Pick<Lead, "id">): string => `status of ${id}`;

export function notifyChanging(lead: Lead, to: LeadStatus, undo: (() => void) | undefined): void {
  notify({
    about: about(lead),
    kind: "news",
    title: `Changing to ${to.name}…`,
    detail: leadName(lead),
    actions: undoAction(undo),
    isPending: true,
  });
}

export function notifyChanged(lead: Lead, to: LeadStatus, undo: (() => void) | undefined): void {
  notify({
    about: about(lead),
    kind: "news",
    title: `Status changed to ${to.name}`,
    detail: leadName(lead),
    actions: undoAction(undo),
    lastsMs: UNDO_MS,
  });
}

const undoAction = (undo: (() => void) | undefined) =>
  undo ? [{ label: "Undo", act: undo, key: UNDO_KEY }] : [];

export function notifyFailed(lead: Lead, error: unknown, again: () => void): void {
  notify({
    about: about(lead),
    kind: "problem",
    title: `Couldn't change the status of ${leadName(lead)}`,
    reason: error,
    actions: [{ label: "Try again", act: again }],
  });
}

/** Someone was quicker: says who, and asks whose status is to stay. */
export function notifyConflict(conflict: StatusConflict, to: LeadStatus, anyway: () => void): void {
  const { lead } = conflict;
  notify({
    about: about(lead),
    kind: "problem",
    title: `${whoChanged(conflict.latest_change)} changed the status of ${leadName(lead)} to ${lead.status.name}`,
    detail: `Set it to ${to.name} all the same?`,
    actions: [
      { label: `Keep ${lead.status.name}`, act: () => undefined },
      { label: `Set to ${to.name}`, act: anyway },
    ],
  });
}

export function notifyUndoRefused(conflict: StatusConflict): void {
  const { lead } = conflict;
  notify({
    about: about(lead),
    kind: "problem",
    title: `Couldn't undo: ${whoChanged(conflict.latest_change)} has changed the status of ${leadName(lead)} since`,
    detail: `It is ${lead.status.name} now.`,
  });
}

/**
 * A change that wasn't saved because the person had been signed out: offered, never made by itself.
 * @param to nothing if there is no such status any more
 * @param change nothing if the lead can't be changed any more
 */
export function notifyUnsaved(
  lead: LeadView,
  to: LeadStatus | undefined,
  change: (() => void) | undefined,
): void {
  const { name } = lead.status;
  const giveUp = () => forgetUnsaved(lead.id);
  notify({
    about: about(lead),
    kind: "problem",
    title: `You were signed out before ${leadName(lead)}'s status was changed${to ? ` to ${to.name}` : ""}`,
    detail: lead.gone_at === undefined ? `It is ${name} now.` : "The lead was removed in Hermon.",
    ...(to &&
      change && {
        actions: [
          { label: `Keep ${name}`, act: giveUp },
          { label: `Change status to ${to.name}`, act: change },
        ],
      }),
    onDismiss: giveUp,
  });
}

/** The same of a lead that couldn't be read. */
export function notifyUnsavedUnread(leadId: string, error: unknown, again: () => void): void {
  notify({
    about: about({ id: leadId }),
    kind: "problem",
    title: "You were signed out before a status was changed",
    reason: error,
    actions: [{ label: "Try again", act: again }],
    onDismiss: () => forgetUnsaved(leadId),
  });
}
