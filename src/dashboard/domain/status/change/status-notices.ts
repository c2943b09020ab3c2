import type { LeadStatus } from "#api/contract/statuses.ts";
import { explain } from "#api/errors.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { type Notice, notify, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { type ChangePart, leadIn, type Outcome, statusToSend } from "./run-change.ts";
import { changedBy, whoChanged } from "./who-changed.ts";

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

/** Says what a change came to; nothing of what the end of the session has kept from being saved. */
export function notifyOutcome(change: OutcomeNotice): void {
  const parts = change.parts.filter(({ outcome }) => outcome?.kind !== "unsaved");
  if (parts.every(({ outcome }) => outcome?.kind === "dropped")) withdrawNotice(change.about);
  else notify(outcomeNotice({ ...change, parts }));
}

function outcomeNotice(change: OutcomeNotice): Notice {
  const { parts, isUndo } = change;
  if (parts.every((part) => isDone(part, isUndo))) return changed(change);
  const [failure, ...otherFailures] = ofKind(parts, "failed");
  if (failure && otherFailures.length === parts.length - 1) return failed(change, failure.error);
  if (parts.length > 1) return mixed(change);
  const [conflict] = ofKind(parts, "conflict");
  if (!conflict) return changed(change);
  return isUndo ? undoRefused(change, conflict) : overtaken(change, conflict);
}

function changed({ about, parts, undo }: OutcomeNotice): Notice {
  const ofLeads = parts.length === 1 ? "" : `of ${countOf(parts)} `;
  return {
    about,
    kind: "news",
    title: `Status ${ofLeads}changed ${toWhich(parts)}`,
    detail: nameIn(parts),
    actions: undoIn(parts, undo),
    lastsMs: UNDO_MS,
  };
}

function failed({ about, parts, again }: OutcomeNotice, error: unknown): Notice {
  return {
    about,
    kind: "problem",
    title: notChanged(parts),
    reason: error,
    actions: [{ label: "Try again", act: () => again(parts) }],
  };
}

/** Of several leads, some were changed and some weren't. */
function mixed({ about, parts, isUndo, undo, again }: OutcomeNotice): Notice {
  const done = parts.filter((part) => isDone(part, isUndo)).length;
  const toTry = parts.filter(({ outcome }) => outcome?.kind === "failed");
  const isNews = toTry.length === 0 && ofKind(parts, "conflict").length === 0;
  const ofAll = `Changed ${inDigits(done)} of ${countOf(parts)} ${toWhich(parts)}`;
  return {
    about,
    ...(isNews ? { kind: "news", lastsMs: UNDO_MS } : { kind: "problem" }),
    title: done > 0 ? ofAll : notChanged(parts),
    detail: `${exceptions(parts, isUndo)}. ${reasons(parts)}`.trim(),
    actions: [
      ...(toTry.length > 0 ? [{ label: "Try again", act: () => again(toTry) }] : []),
      ...undoIn(parts, undo),
    ],
  };
}

type Conflict = Extract<Outcome, { kind: "conflict" }>;

/** Someone was quicker: says who, and asks whose status is to stay. */
function overtaken({ about, parts, again }: OutcomeNotice, { conflict }: Conflict): Notice {
  const { lead, latest_change } = conflict;
  return {
    about,
    kind: "problem",
    title: `${whoChanged(latest_change)} changed the status of ${leadName(lead)} to ${lead.status.name}`,
    detail: `Set it ${toWhich(parts)} all the same?`,
    actions: [
      { label: `Keep ${lead.status.name}`, act: () => undefined },
      { label: `Set ${toWhich(parts)}`, act: () => again(parts) },
    ],
  };
}

function undoRefused({ about }: OutcomeNotice, { conflict }: Conflict): Notice {
  const { lead, latest_change } = conflict;
  return {
    about,
    kind: "problem",
    title: `Couldn't undo: ${whoChanged(latest_change)} has changed the status of ${leadName(lead)} since`,
    detail: `It is ${lead.status.name} now.`,
  };
}

const undoAction = (undo: (() => void) | undefined) =>
  undo ? [{ label: "Undo", act: undo, key: UNDO_KEY }] : [];

/** There is an Undo where something was surely changed by this, and not by someone else. */
const undoIn = (parts: readonly ChangePart[], undo: (() => void) | undefined) =>
  undoAction(ofKind(parts, "changed").length > 0 ? undo : undefined);

const notChanged = (parts: readonly ChangePart[]) =>
  `Couldn't change the status of ${nameIn(parts) ?? countOf(parts)}`;

/** "12 leads" */
export const countOf = (leads: readonly unknown[]): string =>
  `${inDigits(leads.length)} ${leads.length === 1 ? "lead" : "leads"}`;

/** The name of a lead that was changed alone. */
function nameIn(parts: readonly ChangePart[]): string | undefined {
  const [part, ...others] = parts;
  if (!part || others.length > 0) return undefined;
  return leadName((part.outcome && leadIn(part.outcome)) ?? part.lead);
}

/** "to Won"; "back" where Undo gives each lead the status that it had. */
function toWhich(parts: readonly ChangePart[]): string {
  const to = commonStatus(parts.map(statusToSend));
  return to ? `to ${to.name}` : "back";
}

/** The status that is everywhere the same, if it is. */
export const commonStatus = <S extends LeadStatus | undefined>([first, ...others]: readonly S[]) =>
  others.every((status) => status?.id === first?.id) ? first : undefined;

/** "2 couldn't be changed, 1 was changed by Ben meanwhile" */
function exceptions(parts: readonly ChangePart[], isUndo: boolean): string {
  const failures = ofKind(parts, "failed").length;
  const unchanged = isUndo ? 0 : ofKind(parts, "unchanged").length;
  const conflicts = ofKind(parts, "conflict");
  const people = new Set(conflicts.map(({ conflict }) => changedBy(conflict.latest_change)));
  const by = people.size > 1 ? "others" : [...people].join("");
  const were = conflicts.length === 1 ? "was" : "were";
  return [
    failures > 0 && `${inDigits(failures)} couldn't be changed`,
    unchanged > 0 && `${inDigits(unchanged)} had this status already`,
    conflicts.length > 0 &&
      `${inDigits(conflicts.length)} ${were} changed by ${by} ${isUndo ? "since" : "meanwhile"}`,
  ]
    .filter((words) => words !== false)
    .join(", ");
}

/** Why those failed that did. */
const reasons = (parts: readonly ChangePart[]) =>
  [...new Set(ofKind(parts, "failed").map(({ error }) => explain(error).what))].join(" ");

/** Whether a lead has become what the person wanted. */
const isDone = ({ outcome }: ChangePart, isUndo: boolean): boolean =>
  outcome !== undefined &&
  (["changed", "found", "dropped"].includes(outcome.kind) ||
    (isUndo && outcome.kind === "unchanged"));

/** The outcomes of one kind. */
const ofKind = <Kind extends Outcome["kind"]>(parts: readonly ChangePart[], kind: Kind) =>
  parts.flatMap(({ outcome }) => (outcome && isOfKind(outcome, kind) ? outcome : []));

const isOfKind = <Kind extends Outcome["kind"]>(
  outcome: Outcome,
  kind: Kind,
): outcome is Extract<Outcome, { kind: Kind }> => outcome.kind === kind;
