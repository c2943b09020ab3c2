import { DAY, MINUTE, inOfficeHours, toQuarterHour } from "../calendar.ts";
import {
  between,
  fraction,
  likely,
  oneByWeight,
  waiting,
  type Weighted,
  weighted,
  uuid,
} from "../chance.ts";
import type { LeadStatusKey } from "../statuses.ts";
import type { Touch } from "../forms/touches.ts";

/** A status a lead came to. */
export interface Step {
  readonly status: LeadStatusKey;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** By Calendly's webhook, or by someone of the team. */
  readonly automatic: boolean;
  /** The call that is agreed on in this step. */
  readonly appointment: { readonly id: string; readonly at: number } | null;
}

/** A lead's steps, oldest first. */
export type Journey = readonly [Step, ...Step[]];

/** Where leads go from a status, with the days it takes on average; `null`: they stay. */
const PATHS: Readonly<
  Record<LeadStatusKey, Weighted<readonly [to: LeadStatusKey, days: number] | null>>
> = {
  fresh: weighted(
    [44, ["followUp", 1.5]],
    [20, ["booked", 2]],
    [11, ["unqualified", 1.5]],
    [4, ["lost", 6]],
    [21, null],
  ),
  followUp: weighted(
    [24, ["booked", 5]],
    [18, ["nurture", 14]],
    [10, ["unqualified", 7]],
    [18, ["lost", 18]],
    [30, null],
  ),
  nurture: weighted([10, ["booked", 40]], [20, ["lost", 60]], [70, null]),
  booked: weighted(
    [10, ["won", 1]],
    [7, ["deposit", 1]],
    [23, ["followUp", 0.2]],
    [17, ["noShow", 0.1]],
    [12, ["canceled", 0]],
    [10, ["rescheduled", 0]],
    [9, ["unqualified", 0.1]],
    [6, ["lost", 1]],
    [5, null],
  ),
  rescheduled: weighted(
    [13, ["won", 1]],
    [7, ["deposit", 1]],
    [24, ["noShow", 0.1]],
    [22, ["followUp", 0.2]],
    [10, ["canceled", 0]],
    [10, ["lost", 1]],
    [14, null],
  ),
  noShow: weighted([20, ["rescheduled", 2]], [25, ["followUp", 2]], [17, ["lost", 14]], [38, null]),
  canceled: weighted(
    [20, ["followUp", 3]],
    [8, ["rescheduled", 2]],
    [10, ["lost", 12]],
    [62, null],
  ),
  deposit: weighted([58, ["won", 12]], [8, ["lost", 20]], [34, null]),
  won: weighted([1, null]),
  unqualified: weighted([1, null]),
  lost: weighted([1, null]),
};

const MOST_STEPS = 7;

/**
 * Draws what becomes of a lead, to the end, also where that lies in the future. A call it booked by
 * itself stands at the beginning, or right after it.
 */
export function drawJourney(touches: readonly Touch[], createdAt: number): Journey {
  const booking = touches.findIndex(({ form }) => form.source === "CALENDLY");
  const selfBooked = booking >= 0;
  const journey = drawBeginning(touches[booking], booking === 0, createdAt);
  let last = journey.at(-1) ?? journey[0];
  while (journey.length < MOST_STEPS) {
    const path = oneByWeight(PATHS[last.status]);
    if (!path) break;
    const [status, days] = path;
    const automatic = leavesAppointment(status) && likely(selfBooked ? 0.85 : 0.3);
    last = drawStep(status, nextTime(last, status, days), automatic);
    journey.push(last);
  }
  return journey;
}

function drawBeginning(
  booking: Touch | undefined,
  atOnce: boolean,
  createdAt: number,
): [Step, ...Step[]] {
  if (atOnce) return [drawStep("booked", createdAt, true)];
  const fresh = drawStep("fresh", createdAt, false);
  return booking ? [fresh, drawStep("booked", booking.at, true)] : [fresh];
}

const leavesAppointment = (status: LeadStatusKey) =>
  status === "canceled" || status === "rescheduled";

const makesAppointment = (status: LeadStatusKey) => status === "booked" || status === "rescheduled";

function drawStep(status: LeadStatusKey, at: number, automatic: boolean): Step {
  return { status, at, automatic, appointment: makesAppointment(status) ? drawCall(at) : null };
}

function drawCall(agreedAt: number) {
  const day = agreedAt + (1 + waiting(3)) * DAY;
  return { id: uuid(), at: toQuarterHour(inOfficeHours(day, fraction())) };
}

/** A call moves or falls through before its time; everything else comes after it. */
function nextTime({ at, appointment }: Step, status: LeadStatusKey, days: number): number {
  const share = fraction();
  if (appointment && leavesAppointment(status)) {
    return at + 5 * MINUTE + Math.floor(share * (appointment.at - at - 5 * MINUTE));
  }
  const called = appointment ? appointment.at : at;
  const earliest = called + between(12, 90) * MINUTE;
  const planned = inOfficeHours(earliest + waiting(days) * DAY, share);
  return Math.max(planned, earliest) + between(0, MINUTE - 1);
}

/** The steps that have happened by `now`; the first always has. */
export const stepsUntil = ([first, ...later]: Journey, now: number): Journey => [
  first,
  ...later.filter(({ at }) => at <= now),
];
