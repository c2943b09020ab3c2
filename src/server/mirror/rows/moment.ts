import type { Moment } from "#server/store/time.ts";
import { dayOf, DAY } from "#server/store/time.ts";

/*
 * What Hermon's times mean, wherever this server stands:
 * - "2026-06-01" is a day, whatever zone is written behind it, and stays one;
 * - "2026-06-01T00:00:00" is a day, too: midnight in no zone is how a date is written by whoever
 *   has but one type for both. With a zone ("…Z") it is an instant like any other;
 * - "2026-06-01 10:00" is an instant: without a zone it is UTC, as all of Hermon's samples are;
 * - "6/1/2026" isn't read: it may be in June or in January.
 */

const ISO_DAY = /^\d{4}-\d\d-\d\d/;
const IS_DAY_ALONE = /^\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?|Z|[+-]\d\d:?\d\d)?$/i;

/** Year, month and day in this order, or the month by its name. */
const IS_CLEAR =
  /^\d{4}([-/.])\d\d?\1\d\d?|^(?=.*\d{4}).*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

const CLOCK = /\d:\d\d/;
const OFFSET = /:\d\d.*?\s*([+-]\d\d)(?::?(\d\d))?$/;
const NAMED_ZONE = /(?:\d\s*Z|GMT|UTC|\b[ECMP][SD]T)$/i;

const END_OF_YEAR_9999 = Date.UTC(10_000, 0) - 1;

/**
 * When something is, of a number of milliseconds since 1970 or of text; `null` for all else and
 * for what isn't from 1970 to the year 9999. Never throws.
 */
export function momentOf(value: unknown): Moment | null {
  if (typeof value === "string") return momentOfText(value.trim());
  return typeof value === "number" ? within(value, false) : null;
}

function momentOfText(text: string): Moment | null {
  if (IS_DAY_ALONE.test(text)) return calendarDay(text.slice(0, "2026-06-01".length));
  if (!IS_CLEAR.test(text)) return null;
  if (!CLOCK.test(text))
    return within(Date.parse(NAMED_ZONE.test(text) ? text : `${text} UTC`), true);
  return within(Date.parse(withZone(text)), false);
}

/** "2026-02-31" is no day, though `Date.parse` takes it for one in March. */
function calendarDay(text: string): Moment | null {
  const time = Date.parse(text);
  const isThere = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isThere ? within(time, true) : null;
}

/** An offset as `Date.parse` knows it; without any zone, UTC. */
function withZone(text: string): string {
  const offset = OFFSET.exec(text);
  if (offset) {
    const [, hours, minutes = "00"] = offset;
    return text.replace(/\s*[+-]\d\d(?::?\d\d)?$/, `${hours}:${minutes}`);
  }
  if (NAMED_ZONE.test(text)) return text;
  return ISO_DAY.test(text) ? `${text}Z` : `${text} UTC`;
}

function within(time: number, isDay: boolean): Moment | null {
  const at = isDay ? dayOf(time) * DAY : Math.floor(time);
  return at >= 0 && at <= END_OF_YEAR_9999 ? { at, isDay } : null;
}
