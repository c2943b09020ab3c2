import type { StatusConflict } from "#api/contract/lead-views.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { notify, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { commonStatus, countOf, isDone, mixedOutcome, ofKind } from "./outcome-words.ts";
import { type ChangePart, leadIn, statusToSend } from "./send-part.ts";
import { whoChanged } from "./who-changed.ts";

/** As long as a change can be taken back by one press, in milliseconds. */
const UNDO_MS = 8_000;

/** Undo's key, together with Ctrl or ⌘. */
const UNDO_KEY = "z";

/** A change has one notice, from its beginning to what it came to. */
interface ChangeNotice {
  readonly about: string;
  /** What it speaks of: not of leads that were changed once more since. */
  readonly parts: readonly ChangePart[];
  readonly undo: (() => void) | undefined;
}

interface OutcomeNotice extends ChangeNotice {
  readonly isUndo: boolean;
  /** Begins parts anew. */
  readonly again: (parts: readonly ChangePart[]) => void;
}

export function notifyChanging({ about, parts, undo }: ChangeNotice): void {
  const leads = parts.length === 1 ? "" : `${countOf(parts)} `;
  notify({
    about,
    kind: "news",
    title: `Changing ${leads}${toWhich(parts)}…`,
    detail: nameIn(parts),
    actions: undoAction(undo),
    isPending: true,
  });
}

const undoAction = (undo: (() => void) | undefined) =>
  undo ? [{ label: "Undo", act: undo, key: UNDO_KEY }] : [];

/** "to Won"; "back" where Undo gives each lead the status that it had. */
function toWhich(parts: readonly ChangePart[]): string {
  const to = commonStatus(parts);
  return to ? `to ${to.name}` : "back";
}

/** The name of a lead that was changed alone. */
function nameIn(parts: readonly ChangePart[]): string | undefined {
  const [part, ...others] = parts;
  if (!part || others.length > 0) return undefined;
  return leadName((part.outcome && leadIn(part.outcome)) ?? part.lead);
}

/** Says what a change came to; nothing of what the end of the session has kept from being saved. */
export function notifyOutcome(change: OutcomeNotice): void {
  const parts = change.parts.filter(({ outcome }) => outcome?.kind !== "unsaved");
  const [part, ...others] = parts;
  if (!part || parts.every(({ outcome }) => outcome?.kind === "dropped")) {
    return withdrawNotice(change.about);
  }
  const notice = { ...change, parts };
  if (parts.every((one) => isDone(one, change.isUndo))) return notifyChanged(notice);
  const failures = ofKind(parts, "failed");
  if (failures.length === parts.length) return notifyFailed(notice, failures[0]?.error);
  if (others.length > 0) return notifyMixed(notice);
  if (part.outcome?.kind !== "conflict") return notifyChanged(notice);
  if (change.isUndo) notifyUndoRefused(change.about, part.outcome.conflict);
  else notifyConflict(notice, part.outcome.conflict, statusToSend(part));
}

/** There is an Undo where something was surely changed by this, and not by someone else. */
const undoIn = ({ parts, undo }: ChangeNotice) =>
  undoAction(ofKind(parts, "changed").length > 0 ? undo : undefined);

function notifyChanged(change: ChangeNotice): void {
  const { about, parts } = change;
  const ofLeads = parts.length === 1 ? "" : `of ${countOf(parts)} `;
  notify({
    about,
    kind: "news",
    title: `Status ${ofLeads}changed ${toWhich(parts)}`,
    detail: nameIn(parts),
    actions: undoIn(change),
    lastsMs: UNDO_MS,
  });
}

function notifyFailed({ about, parts, again }: OutcomeNotice, error: unknown): void {
  notify({
    about,
    kind: "problem",
    title: `Couldn't change the status of ${nameIn(parts) ?? countOf(parts)}`,
    reason: error,
    actions: [{ label: "Try again", act: () => again(parts) }],
  });
}

/** Of several leads, some were changed and some weren't. */
function notifyMixed(change: OutcomeNotice): void {
  const { about, parts, isUndo, again } = change;
  const failed = parts.filter(({ outcome }) => outcome?.kind === "failed");
  const isNews = failed.length === 0 && ofKind(parts, "conflict").length === 0;
  notify({
    about,
    ...mixedOutcome(parts, isUndo),
    ...(isNews ? { kind: "news", lastsMs: UNDO_MS } : { kind: "problem" }),
    actions: [
      ...(failed.length > 0 ? [{ label: "Try again", act: () => again(failed) }] : []),
      ...undoIn(change),
    ],
  });
}

/** Someone was quicker: says who, and asks whose status is to stay. */
function notifyConflict(
  { about, parts, again }: OutcomeNotice,
  { lead, latest_change }: StatusConflict,
  to: LeadStatus,
): void {
  notify({
    about,
    kind: "problem",
    title: `${whoChanged(latest_change)} changed the status of ${leadName(lead)} to ${lead.status.name}`,
    detail: `Set it to ${to.name} all the same?`,
    actions: [
      { label: `Keep ${lead.status.name}`, act: () => undefined },
      { label: `Set to ${to.name}`, act: () => again(parts) },
    ],
  });
}

function notifyUndoRefused(about: string, { lead, latest_change }: StatusConflict): void {
  notify({
    about,
    kind: "problem",
    title: `Couldn't undo: ${whoChanged(latest_change)} has changed the status of ${leadName(lead)} since`,
    detail: `It is ${lead.status.name} now.`,
  });
}
