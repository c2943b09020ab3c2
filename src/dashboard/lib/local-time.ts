import { pageLanguage } from "./language.ts";

const clocksOf = new Map<string, ReturnType<typeof clockOf>[]>();

/** What a country's clocks show: "14:30", or "06:30–12:30" where its zones differ, if known. */
export function localTime(
  country: string,
  now: number,
  language = pageLanguage,
): string | undefined {
  const key = `${country} ${language ?? ""}`;
  const clocks = clocksOf.get(key) ?? zonesOf(country).map((zone) => clockOf(zone, language));
  clocksOf.set(key, clocks);
  const faces = new Map(
    clocks.map((clock) => [clock.sortable.format(now), clock.words.format(now)]),
  );
  const sorted = [...faces].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, words]) => words);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return faces.size > 1 ? `${first}–${last}` : first;
}

/** A time zone's clock: its face in words, and with the date in a form that sorts as time does. */
const clockOf = (timeZone: string, language: string | undefined) => ({
  words: new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone }),
  // Swedish writes "2026-05-26 14:30".
  sortable: new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone }),
});

let viewersZone: string | undefined;

/** Whether the viewer's time zone is one of that country's: then they are taken to be there. */
export function isViewersCountry(country: string): boolean {
  viewersZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zonesOf(country).includes(viewersZone);
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
