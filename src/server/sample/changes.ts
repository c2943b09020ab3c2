import type { Insertable } from "kysely";
import type { StatusChangesTable } from "#server/store/tables.ts";
import { DAY } from "./calendar.ts";
import { between, likely, oneOf, uuid } from "./chance.ts";
import type { Step } from "./journey.ts";
import { afterCall } from "./notes.ts";
import type { Owners } from "./owners.ts";
import { type LeadStatusKey, statusSeq } from "./statuses.ts";

export type ChangeRow = Omit<Insertable<StatusChangesTable>, "seq" | "lead">;

/** For so long the sample's team has worked with this dashboard; earlier changes weren't seen. */
const SEEN_FOR = 60 * DAY;

const SLIPS: readonly LeadStatusKey[] = ["lost", "won", "unqualified", "nurture"];

/**
 * Draws the changes between a lead's steps, oldest first, and now and then a wrong choice that was
 * taken back at once. {@link changesSeen} leaves those that were made here.
 */
export function drawChanges(steps: readonly Step[], owners: Owners): ChangeRow[] {
  return steps.flatMap((step, index) => {
    const from = steps[index - 1];
    return from ? drawChange(from, step, owners) : [];
  });
}

function drawChange(from: Step, to: Step, owners: Owners): ChangeRow[] {
  const change = {
    id: uuid(),
    from_status: statusSeq(from.status),
    to_status: statusSeq(to.status),
    ...actorOf(to, owners),
    undo_of: null,
    at: to.at,
  };
  return !to.automatic && likely(0.03) ? [...drawSlip(change), change] : [change];
}

/** The wrong choice before the right one, and its undoing. */
function drawSlip(change: ChangeRow): ChangeRow[] {
  const id = uuid();
  const wrong = oneOf(SLIPS.map(statusSeq).filter((status) => status !== change.from_status));
  const at = change.at - between(15, 40) * 1000;
  const undone = { from_status: wrong, to_status: change.from_status, undo_of: id };
  return [
    { ...change, id, to_status: wrong, at },
    { ...change, ...undone, id: uuid(), at: at + between(2, 7) * 1000 },
  ];
}

function actorOf(step: Step, { setter, closer }: Owners) {
  if (step.automatic) return { actor_kind: "key", actor_id: null, actor_name: "Calendly" } as const;
  const person = (afterCall(step) ? closer : null) ?? setter;
  return {
    actor_kind: "person",
    actor_id: null,
    actor_name: person?.name ?? "Helen Marsh",
  } as const;
}

/** Those made here until now. */
export const changesSeen = (changes: readonly ChangeRow[], now: number): ChangeRow[] =>
  changes.filter(({ at }) => at <= now && at > now - SEEN_FOR);
