import { pageLanguage } from "./language.ts";

/** Makes something at its first use. Making a formatter costs a hundred times what using it does. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** How long a time reads: from so many milliseconds on in the unit beside it. */
const UNITS = [
  [DAY, "day"],
  [60 * 60 * SECOND, "hour"],
  [60 * SECOND, "minute"],
  [SECOND, "second"],
] as const;

/** How dates read in a language, as a tag for `Intl`, always in the viewer's time zone. */
export function dateWords(language: string | undefined) {
  const dateFormat = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(language, options));
  const day = dateFormat({ dateStyle: "medium" });
  const dayOfYear = dateFormat({ day: "numeric", month: "short" });
  const dayInDigits = dateFormat({ day: "numeric", month: "numeric", year: "2-digit" });
  const time = dateFormat({ timeStyle: "short" });
  const second = dateFormat({ timeStyle: "medium" });
  const exact = dateFormat({ dateStyle: "full", timeStyle: "long" });
  const moment = dateFormat({ dateStyle: "medium", timeStyle: "short" });
  const fullDay = dateFormat({ dateStyle: "full" });
  const dayAndTime = dateFormat({
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "numeric",
  });
  const apart = {
    long: once(() => new Intl.RelativeTimeFormat(language, { style: "long" })),
    narrow: once(() => new Intl.RelativeTimeFormat(language, { style: "narrow" })),
  };
  const distance = once(() => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
  const shortDay = (at: Date, now: number) => (isThisYear(at, now) ? dayOfYear : day)().format(at);

  return {
    /** "26 May 2026"; what isn't a date comes back as it is. */
    day: (iso: string) => inWords(iso, (at) => day().format(at)),

    /** "Tuesday, 26 May 2026 at 10:17:38 CEST"; of a day "Tuesday, 26 May 2026". */
    exact: (iso: string) => inWords(iso, (at) => (isDay(iso) ? fullDay : exact)().format(at)),

    /** "Today, 14:30", "Tomorrow, 09:00", else "3 Jun, 10:00", and the year if far; a day has no time. */
    nearDay: (iso: string, now: number) =>
      inWords(iso, (at) => {
        const days = calendarDay(at) - calendarDay(new Date(now));
        if (Math.abs(days) <= 1) {
          const name = capitalised(distance().format(days, "day"));
          return isDay(iso) ? name : `${name}, ${time().format(at)}`;
        }
        const isFar = Math.abs(days) >= 180;
        if (isDay(iso)) return (isFar ? day : dayOfYear)().format(at);
        return (isFar ? moment : dayAndTime)().format(at);
      }),

    /** "26 Nov", and the year where it isn't this one. */
    shortDay: (iso: string, now: number) => inWords(iso, (at) => shortDay(at, now)),

    /** For columns: "26 Nov", of another year than this one "26/11/25". */
    narrowDay: (iso: string, now: number) =>
      inWords(iso, (at) => (isThisYear(at, now) ? dayOfYear : dayInDigits)().format(at)),

    /** The viewer's day of a moment: "Today", "Yesterday", else the same. */
    dayHeading: (iso: string, now: number) =>
      inWords(iso, (at) => {
        const days = calendarDay(at) - calendarDay(new Date(now));
        const isNear = Math.abs(days) <= 1;
        return isNear ? capitalised(distance().format(days, "day")) : shortDay(at, now);
      }),

    /** "14:02:07". */
    toTheSecond: (iso: string) => inWords(iso, (at) => second().format(at)),

    /** "26 May, 10:17", and the year where it isn't this one; a day has no time. */
    moment: (iso: string, now: number) =>
      inWords(iso, (at) => {
        if (isDay(iso)) return shortDay(at, now);
        return (isThisYear(at, now) ? dayAndTime : moment)().format(at);
      }),

    /** "14:02" of today, of another day "3 Jun, 14:02". */
    clock: (iso: string, now: number) =>
      inWords(iso, (at) => {
        const isToday = calendarDay(at) === calendarDay(new Date(now));
        return (isToday ? time : dayAndTime)().format(at);
      }),

    /** "12 minutes ago", narrow "12m ago"; never less than a second, whatever the two clocks say. */
    ago: (iso: string, now: number, style: keyof typeof apart = "long") =>
      inWords(iso, (at) => {
        const [count, unit] = inUnits(now - at.getTime());
        return apart[style]().format(-count, unit);
      }),

    /** "in 30 seconds", by the same rules. */
    until: (iso: string, now: number) =>
      inWords(iso, (at) => apart.long().format(...inUnits(at.getTime() - now))),
  };
}

/** By the viewer's calendar. */
const isThisYear = (at: Date, now: number): boolean =>
  at.getFullYear() === new Date(now).getFullYear();

/** A time in the largest unit it fills, at least a second. */
function inUnits(ms: number): [count: number, unit: (typeof UNITS)[number][1]] {
  const [size, unit] = UNITS.find(([least]) => ms >= least) ?? [SECOND, "second"];
  return [Math.max(1, Math.floor(ms / size)), unit];
}

/** Days since 1970 by the viewer's calendar. */
const calendarDay = (at: Date): number =>
  Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY;

/** Whether it is a day, such as "2026-06-01", which is the same one in every time zone. */
const isDay = (iso: string): boolean => /^\d{4}-\d\d-\d\d$/.test(iso);

/** Whether a moment is over, by `now` in milliseconds; a day is when the viewer's next one has begun. */
export function isOver(iso: string, now: number): boolean {
  const at = atHome(iso);
  return isDay(iso) ? calendarDay(at) < calendarDay(new Date(now)) : at.getTime() < now;
}

/** When a time is: a day begins with the viewer's midnight, as without a zone a time is theirs. */
export const atHome = (iso: string) => new Date(isDay(iso) ? `${iso}T00:00` : iso);

function inWords(iso: string, words: (at: Date) => string): string {
  const at = atHome(iso);
  return Number.isNaN(at.getTime()) ? iso : words(at);
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Dates as the person in front of the screen reads them. */
export const dates = dateWords(pageLanguage);
