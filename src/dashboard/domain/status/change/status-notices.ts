import type { StatusConflict } from "#api/contract/leads/lead-history.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { explain } from "#api/errors.ts";
import { leadName, whoChanged } from "#dashboard/domain/people/names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { type Notice, notify, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { type ChangePart, leadIn, type Outcome, statusToSend } from "./run-change.ts";

/** As long as a change can be taken back by one press, in milliseconds. */
const UNDO_MS = 8_000;

/** A change has one notice, from its beginning to what it came to. */
export interface ChangeNotice {
  readonly about: string;
  /** What it speaks of: not of leads that were changed once more since. */
  readonly parts: readonly ChangePart[];
  readonly undo: () => void;
  /** Begins parts anew. */
  readonly again: (parts: readonly ChangePart[]) => void;
}

/** What it says of an outcome: of a problem unless it says otherwise. */
type OutcomeNotice = Partial<Notice> & Pick<Notice, "title">;

export function notifyChanging({ about, parts, undo }: ChangeNotice): void {
  const leads = parts.length === 1 ? "" : `${countOf(parts)} `;
  notify({
    about,
    kind: "news",
    title: `Changing ${leads}${toWhich(parts)}…`,
    detail: nameIn(parts),
    actions: isUndo(parts) ? [] : [undoAction(undo)],
    isPending: true,
  });
}

/** Says what a change came to; nothing of what the end of the session has kept from being saved. */
export function notifyOutcome(change: ChangeNotice): void {
  const parts = change.parts.filter(({ outcome }) => outcome?.kind !== "unsaved");
  if (ofKind(parts, "dropped").length === parts.length) withdrawNotice(change.about);
  else notify({ about: change.about, kind: "problem", ...outcomeNotice({ ...change, parts }) });
}

function outcomeNotice(change: ChangeNotice): OutcomeNotice {
  const { parts } = change;
  if (parts.length > 1) return parts.every(isDone) ? changed(change) : partlyChanged(change);
  const [conflict] = conflictsIn(parts);
  if (conflict) return overtaken(change, conflict);
  return ofKind(parts, "failed").length > 0 ? partlyChanged(change) : changed(change);
}

function changed({ parts, undo }: ChangeNotice): OutcomeNotice {
  const ofLeads = parts.length === 1 ? "" : `of ${countOf(parts)} `;
  return {
    kind: "news",
    title: `Status ${ofLeads}changed ${toWhich(parts)}`,
    detail: nameIn(parts),
    actions: undoIn(parts, undo),
    lastsMs: UNDO_MS,
  };
}

/** Some leads were changed, or none, and some weren't. */
function partlyChanged({ parts, undo, again }: ChangeNotice): OutcomeNotice {
  const done = parts.filter(isDone).length;
  const failed = ofKind(parts, "failed");
  const errors = failed.flatMap(({ outcome }) =>
    outcome?.kind === "failed" ? [outcome.error] : [],
  );
  const reasons = new Set(errors.map((error) => explain(error).what));
  const isNews = failed.length + conflictsIn(parts).length === 0;
  return {
    ...(isNews && { kind: "news", lastsMs: UNDO_MS }),
    title:
      done > 0
        ? `Changed ${inDigits(done)} of ${countOf(parts)} ${toWhich(parts)}`
        : `Couldn't change the status of ${nameIn(parts) ?? countOf(parts)}`,
    ...(failed.length === parts.length
      ? { reason: errors[0] }
      : { detail: [`${exceptions(parts)}.`, ...reasons].join(" ") }),
    actions: [
      ...(failed.length > 0 ? [{ label: "Try again", act: () => again(failed) }] : []),
      ...undoIn(parts, undo),
    ],
  };
}

/** Someone was quicker: says who, and asks whose status is to stay; Undo leaves theirs. */
function overtaken(
  { parts, again }: ChangeNotice,
  { lead, latest_change }: StatusConflict,
): OutcomeNotice {
  const who = whoChanged(latest_change);
  const what = `the status of ${leadName(lead)}`;
  const now = lead.status.name;
  if (isUndo(parts)) {
    return {
      title: `Couldn't undo: ${who} has changed ${what} since`,
      detail: `It is ${now} now.`,
    };
  }
  return {
    title: `${who} changed ${what} to ${now}`,
    detail: `Set it ${toWhich(parts)} all the same?`,
    actions: [
      { label: `Keep ${now}`, act: () => undefined },
      { label: `Set ${toWhich(parts)}`, act: () => again(parts) },
    ],
  };
}

/** Whether all this takes another change back; that has no Undo of its own. */
const isUndo = (parts: readonly ChangePart[]) => parts.some(({ undoes }) => undoes);

const undoAction = (undo: () => void) => ({ label: "Undo", act: undo, key: "z" });

/** There is an Undo where something was surely changed by this, and not by someone else. */
const undoIn = (parts: readonly ChangePart[], undo: () => void) =>
  ofKind(parts, "changed").length > 0 && !isUndo(parts) ? [undoAction(undo)] : [];

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
function exceptions(parts: readonly ChangePart[]): string {
  const conflicts = conflictsIn(parts);
  const people = new Set(
    conflicts.map(({ latest_change }) => whoChanged(latest_change, "someone")),
  );
  const by = people.size > 1 ? "others" : [...people].join("");
  const were = conflicts.length === 1 ? "was" : "were";
  const counts: readonly (readonly [number, string])[] = [
    [ofKind(parts, "failed").length, "couldn't be changed"],
    [isUndo(parts) ? 0 : ofKind(parts, "unchanged").length, "had this status already"],
    [conflicts.length, `${were} changed by ${by} ${isUndo(parts) ? "since" : "meanwhile"}`],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${inDigits(count)} ${what}`)
    .join(", ");
}

/** Whether a lead has become what the person wanted. */
const isDone = ({ outcome, undoes }: ChangePart): boolean =>
  outcome !== undefined &&
  (["changed", "found", "dropped"].includes(outcome.kind) ||
    (undoes !== undefined && outcome.kind === "unchanged"));

const ofKind = (parts: readonly ChangePart[], kind: Outcome["kind"]) =>
  parts.filter(({ outcome }) => outcome?.kind === kind);

const conflictsIn = (parts: readonly ChangePart[]) =>
  parts.flatMap(({ outcome }) => (outcome?.kind === "conflict" ? outcome.conflict : []));
