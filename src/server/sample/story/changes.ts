import type { Insertable } from "kysely";
import type { StatusChangesTable } from "#server/store/tables.ts";
import { DAY } from "../calendar.ts";
import { between, likely, oneOf, uuid } from "../chance.ts";
import type { Step } from "./journey.ts";
import { afterCall } from "./notes.ts";
import type { Owners } from "../people/owners.ts";
import { type LeadStatusKey, statusSeq } from "../statuses.ts";

export type ChangeRow = Omit<Insertable<StatusChangesTable>, "seq" | "lead">;

/** For so long the sample's team has worked with this dashboard; earlier changes weren't seen. */
const SEEN_FOR = 120 * DAY;

const SLIPS: readonly LeadStatusKey[] = ["lost", "won", "unqualified", "nurture"];

/** What was recorded when a lead came to a status: one change, or a slip and its undoing before it. */
type Recorded = readonly [...ChangeRow[], ChangeRow];

/**
 * Draws what a lead's steps would have left in the record, oldest first. {@link changesSeen} keeps
 * what was made here.
 */
export function drawChanges(steps: readonly Step[], owners: Owners): Recorded[] {
  return steps.flatMap((step, index) => {
    const from = steps[index - 1];
    return from ? [drawChange(from, step, owners)] : [];
  });
}

function drawChange(from: Step, to: Step, owners: Owners): Recorded {
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

/** Those made here until now. A slip and its undoing refer to each other and stay together. */
export const changesSeen = (recorded: readonly Recorded[], now: number): ChangeRow[] =>
  recorded.filter((rows) => rows.every(({ at }) => at <= now && at > now - SEEN_FOR)).flat();
