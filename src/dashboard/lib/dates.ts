/**
 * Dates in words, in the viewer's language and time zone. Making a formatter costs a hundred times
 * what using it does, so each kind is made once.
 */
interface Formatters {
  readonly day: Intl.DateTimeFormat;
  readonly dayOfYear: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
  readonly exact: Intl.DateTimeFormat;
  readonly distance: Intl.RelativeTimeFormat;
}

const makeFormatters = (language?: string, timeZone?: string): Formatters => ({
  day: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone }),
  dayOfYear: new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone }),
  time: new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone }),
  exact: new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", timeZone }),
  distance: new Intl.RelativeTimeFormat(language, { numeric: "auto" }),
});

const DAY = 24 * 60 * 60 * 1000;

/** How dates read in one language and zone; the viewer's own when left out. */
export function dateWords(language?: string, timeZone?: string) {
  const use = makeFormatters(language, timeZone);

  /** Days since 1970 by the viewer's calendar. */
  const calendarDay = (at: Date) => {
    const parts = Object.fromEntries(
      zoned.formatToParts(at).map((part) => [part.type, part.value]),
    );
    return Date.UTC(Number(parts["year"]), Number(parts["month"]) - 1, Number(parts["day"])) / DAY;
  };
  const zoned = new Intl.DateTimeFormat("en-US", {
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone,
  });

  return {
    /** "26 May 2026"; what isn't a date comes back as it is. */
    day: (iso: string) => inWords(iso, (at) => use.day.format(at)),

    /** "Tuesday, 26 May 2026 at 10:17:38 CEST". */
    exact: (iso: string) => inWords(iso, (at) => use.exact.format(at)),

    /** "Today, 14:30", "Tomorrow, 09:00", else "3 Jun", with the year when it is another one. */
    nearDay: (iso: string, now: number) =>
      inWords(iso, (at) => {
        const days = calendarDay(at) - calendarDay(new Date(now));
        if (Math.abs(days) <= 1) {
          return `${capitalised(use.distance.format(days, "day"))}, ${use.time.format(at)}`;
        }
        const isThisYear = Math.abs(days) < 180;
        return (isThisYear ? use.dayOfYear : use.day).format(at);
      }),
  };
}

function inWords(iso: string, words: (at: Date) => string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : words(at);
}

const capitalised = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** Dates as the person in front of the screen reads them. */
export const dates = dateWords();
