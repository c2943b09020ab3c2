import type { LeadStatus } from "#api/contract/statuses.ts";
import { explain } from "#api/errors.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { type ChangePart, type Outcome, statusToSend } from "./send-part.ts";
import { changedBy } from "./who-changed.ts";

/** "12 leads" */
export const countOf = (leads: readonly unknown[]): string =>
  `${inDigits(leads.length)} ${leads.length === 1 ? "lead" : "leads"}`;

/** The status that all parts give their leads, if it is the same. */
export function commonStatus(parts: readonly ChangePart[]): LeadStatus | undefined {
  const [first, ...others] = parts.map(statusToSend);
  return others.every(({ id }) => id === first?.id) ? first : undefined;
}

/** Whether a lead has become what the person wanted. */
export const isDone = ({ outcome }: ChangePart, isUndo: boolean): boolean =>
  outcome !== undefined &&
  (["changed", "found", "dropped"].includes(outcome.kind) ||
    (isUndo && outcome.kind === "unchanged"));

/** Of several parts that came to different things, how many did to which. */
export function mixedOutcome(
  parts: readonly ChangePart[],
  isUndo: boolean,
): { title: string; detail: string } {
  const all = countOf(parts);
  const done = parts.filter((part) => isDone(part, isUndo));
  const to = commonStatus(parts);
  return {
    title:
      done.length > 0
        ? `Changed ${inDigits(done.length)} of ${all} ${to ? `to ${to.name}` : "back"}`
        : `Couldn't change the status of ${all}`,
    detail: `${exceptions(parts, isUndo)}. ${reasons(parts)}`.trim(),
  };
}

/** "2 couldn't be changed, 1 was changed by Ben meanwhile" */
function exceptions(parts: readonly ChangePart[], isUndo: boolean): string {
  const failed = ofKind(parts, "failed");
  const unchanged = isUndo ? [] : ofKind(parts, "unchanged");
  const conflicts = ofKind(parts, "conflict");
  const [who, ...others] = new Set(
    conflicts.map(({ conflict }) => changedBy(conflict.latest_change)),
  );
  const by = others.length > 0 ? "others" : who;
  return [
    failed.length > 0 && `${inDigits(failed.length)} couldn't be changed`,
    unchanged.length > 0 && `${inDigits(unchanged.length)} had this status already`,
    conflicts.length > 0 &&
      `${inDigits(conflicts.length)} ${conflicts.length === 1 ? "was" : "were"} changed by ${by} ${isUndo ? "since" : "meanwhile"}`,
  ]
    .filter((words) => words !== false)
    .join(", ");
}

/** Why those failed that did. */
const reasons = (parts: readonly ChangePart[]) =>
  [...new Set(ofKind(parts, "failed").map(({ error }) => explain(error).what))].join(" ");

/** The outcomes of one kind. */
export const ofKind = <Kind extends Outcome["kind"]>(
  parts: readonly ChangePart[],
  kind: Kind,
): Extract<Outcome, { kind: Kind }>[] =>
  parts.flatMap(({ outcome }) => (outcome && isOfKind(outcome, kind) ? outcome : []));

const isOfKind = <Kind extends Outcome["kind"]>(
  outcome: Outcome,
  kind: Kind,
): outcome is Extract<Outcome, { kind: Kind }> => outcome.kind === kind;
