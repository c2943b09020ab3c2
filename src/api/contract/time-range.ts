/** Half-open, in milliseconds since 1970; an end that is missing is open. */
export interface TimeRange {
  readonly from?: number;
  readonly to?: number;
}

const DAY_MS = 86_400_000;

/**
 * Reads "2026-01-01..2026-01-31": days (in UTC), which are in it as a whole, or moments
 * ("2026-01-31T09:00:00Z"), of which the second is no longer in it. One of the two may be left out.
 * @returns nothing for what isn't written so
 */
export function readTimeRange(text: string): TimeRange | undefined {
  const [first = "", second = "", ...more] = text.split("..");
  const from = readEnd(first, 0);
  const to = readEnd(second, DAY_MS);
  if (!text.includes("..") || more.length > 0 || from === null || to === null) return undefined;
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Nothing for an open end, `null` for what is no time. */
function readEnd(text: string, dayLasts: number): number | null | undefined {
  if (text === "") return undefined;
  if (!DAY.test(text) && !MOMENT.test(text)) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return null;
  if (!DAY.test(text)) return time;
  // JavaScript takes the 30th of February for the 2nd of March.
  return new Date(time).toISOString().startsWith(text) ? time + dayLasts : null;
}
