/* Days as the viewer's calendar and clock have them. */

/** The viewer's day at a moment, as "2026-11-28". */
export const localDay = (at: Date): string =>
  dayText(at.getFullYear(), at.getMonth() + 1, at.getDate());

/**
 * When a day begins for the viewer, as a moment with their offset: "2026-11-28T00:00:00+01:00". Where
 * clocks go forward at midnight, it is the first moment of the day, by the offset before.
 * @param day as "2026-11-28"
 * @param later another day, so many days after that
 */
export function midnight(day: string, later = 0): string {
  const at = localDate(day, later);
  const text = `${localDay(at)}T00:00:00`;
  const minutes = Math.round((Date.parse(`${text}Z`) - at.getTime()) / 60_000);
  const hoursAndMinutes = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = hoursAndMinutes.map((part) => String(part).padStart(2, "0")).join(":");
  return `${text}${minutes < 0 ? "-" : "+"}${offset}`;
}

/** How many days a day is after the Monday of its week. */
export const daysSinceMonday = (day: string): number => (localDate(day).getDay() + 6) % 7;

function localDate(day: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const at = new Date(2000, 0, 1);
  // The constructor takes the year 50 for 1950.
  at.setFullYear(year, month - 1, date + later);
  // Later days can't be written.
  return at.getFullYear() > 9999 ? localDate("9999-12-31") : at;
}

const dayText = (year: number, month: number, date: number): string =>
  [
    String(year).padStart(4, "0"),
    ...[month, date].map((part) => String(part).padStart(2, "0")),
  ].join("-");
