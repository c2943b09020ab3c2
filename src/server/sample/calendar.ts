/** When things happen: leads come by day and on weekdays, people work in office hours. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far back the sample workspace goes. */
const PERIOD = 455 * DAY;

/** Sunday first, as `getUTCDay` counts. */
const BY_WEEKDAY = [0.4, 1.1, 1.2, 1.15, 1.05, 0.85, 0.35];

/** From midnight UTC; the evening is strong because the Americas are awake then. */
const BY_HOUR = [
  0.25, 0.15, 0.1, 0.1, 0.15, 0.3, 0.6, 1, 1.4, 1.6, 1.6, 1.4, 1.3, 1.4, 1.5, 1.5, 1.4, 1.4, 1.5,
  1.6, 1.4, 1, 0.7, 0.4,
];

/** A webinar fills its Thursday evening every six weeks, and business grows slowly. */
function intensity(at: number): number {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const day = Math.floor(at / DAY);
  const webinar = date.getUTCDay() === 4 && hour >= 17 && Math.floor(day / 7) % 6 === 0 ? 3 : 1;
  const growth = 1 + (day % 10_000) / 20_000;
  return (BY_WEEKDAY[date.getUTCDay()] ?? 1) * (BY_HOUR[hour] ?? 1) * webinar * growth;
}

/**
 * Maps a share (0–1) of all leads to the time by which that share had arrived. Rising shares give
 * rising times, so a stream of leads needs no sorting; 1 is `now`.
 */
export function arrivalCalendar(now: Date): (share: number) => number {
  const end = now.getTime();
  const start = Math.floor((end - PERIOD) / HOUR) * HOUR;
  const reached = [0];
  for (let at = start, sum = 0; at < end; at += HOUR) {
    sum += intensity(at) * Math.min(1, (end - at) / HOUR);
    reached.push(sum);
  }
  const total = reached.at(-1) ?? 0;
  return (share) => timeReaching(share * total, reached, start, end);
}

function timeReaching(sum: number, reached: readonly number[], start: number, end: number) {
  let low = 0;
  let high = reached.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((reached[middle] ?? 0) <= sum) low = middle;
    else high = middle;
  }
  const from = reached[low] ?? 0;
  const within = (sum - from) / Math.max((reached[high] ?? 0) - from, Number.EPSILON);
  const hourStart = start + low * HOUR;
  return Math.floor(hourStart + within * Math.min(HOUR, end - hourStart));
}

/** Within 8 to 18 UTC of the same day; `share` (0–1) is how far, to the millisecond. */
export const inDaytime = (at: number, share: number): number =>
  Math.floor(Math.floor(at / DAY) * DAY + 8 * HOUR + share * 10 * HOUR);

/** The same on a weekday: Monday in place of a weekend. */
export function inOfficeHours(at: number, share: number): number {
  const weekday = new Date(at).getUTCDay();
  const skipped = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return inDaytime(at + skipped * DAY, share);
}

/** The quarter of an hour a time falls into: how appointments are made. */
export const toQuarterHour = (at: number): number => Math.floor(at / (15 * MINUTE)) * 15 * MINUTE;
