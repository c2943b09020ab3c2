import { DAY, HOUR, inDaytime, inOfficeHours, toQuarterHour } from "../calendar.ts";
import { fraction, likely, oneByWeight, waiting, weighted } from "../chance.ts";
import type { Step } from "./journey.ts";
import type { LeadStatusKey } from "../statuses.ts";

export interface TouchPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string | null;
}

/** How many leads with a status have a next touch point; with a call agreed on it is that call. */
const PLANNED: Readonly<Record<LeadStatusKey, number>> = {
  fresh: 0.55,
  followUp: 0.85,
  nurture: 0.6,
  booked: 1,
  rescheduled: 1,
  noShow: 0.6,
  canceled: 0.3,
  deposit: 0.85,
  won: 0.05,
  unqualified: 0,
  lost: 0.03,
};

const TYPES = weighted<string | null>(
  [38, "WHATSAPP"],
  [27, "CALL"],
  [21, "EMAIL"],
  [7, "SMS"],
  [5, "INSTAGRAM"],
  [2, null],
);

/** Days from today on: a third is overdue, a fifth is due today, the rest is to come. */
const WHEN = weighted(
  [32, (drawn: number) => -1 - drawn * 4],
  [20, () => 0],
  [48, (drawn: number) => 1 + drawn * 6],
);

/**
 * Draws when a lead is to be contacted next. It is later than what happened last; an appointment
 * nobody reported on stays where it was, long overdue.
 */
export function drawTouchPoint(last: Step, now: number): TouchPoint | null {
  const type = oneByWeight(TYPES);
  const days = oneByWeight(WHEN)(waiting(1));
  const share = fraction();
  const planned = likely(PLANNED[last.status]);
  if (last.appointment) return { at: last.appointment.at, type: "CALL" };
  if (!planned) return null;
  const at = days === 0 ? inDaytime(now, share) : inOfficeHours(now + days * DAY, share);
  return { at: toQuarterHour(Math.max(at, last.at + 2 * HOUR)), type };
}
