import { pageLanguage } from "./language.ts";

/** Knows a time zone's clock: its face in words, and how far it is ahead, to compare zones. */
interface Clock {
  readonly words: Intl.DateTimeFormat;
  readonly parts: Intl.DateTimeFormat;
}

const clocksOf = new Map<string, readonly Clock[]>();

/**
 * What the clocks of a country show, in the viewer's way of writing: "14:30", or "06:30–12:30"
 * where its zones differ. Nothing where the browser doesn't know a country's zones.
 */
export function localTime(
  country: string,
  now: number,
  language = pageLanguage,
): string | undefined {
  const key = `${country} ${language ?? ""}`;
  const clocks = clocksOf.get(key) ?? zonesOf(country).map((zone) => clockOf(zone, language));
  clocksOf.set(key, clocks);
  const faces = new Map(
    clocks.map(({ parts, words }) => [wallTime(parts, now), words.format(now)]),
  );
  const [first, ...more] = [...faces].toSorted(([a], [b]) => a - b).map(([, words]) => words);
  const last = more.at(-1);
  return last === undefined ? first : `${first}–${last}`;
}

const clockOf = (timeZone: string, language: string | undefined): Clock => ({
  words: new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone }),
  parts: new Intl.DateTimeFormat("en-US", {
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    timeZone,
  }),
});

/** What a wall clock shows, as a number that grows with it. */
function wallTime(parts: Intl.DateTimeFormat, now: number): number {
  const shown = Object.fromEntries(
    parts.formatToParts(now).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day, hour, minute } = shown;
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** Newer than TypeScript's library: a method in the standard, a property in older browsers. */
type WithTimeZones = Intl.Locale & {
  readonly getTimeZones?: () => readonly string[] | undefined;
  readonly timeZones?: readonly string[];
};

function zonesOf(country: string): readonly string[] {
  try {
    const locale: WithTimeZones = new Intl.Locale(`und-${country}`);
    return locale.getTimeZones?.() ?? locale.timeZones ?? [];
  } catch {
    // Not shaped like a country's code.
    return [];
  }
}
