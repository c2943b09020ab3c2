import { readTimeRange } from "./contract/time-range.ts";

/** The week in which whoever looks is. */
export const THIS_WEEK = "this_week";

/** One end of a range: a moment, a day, or a day by how far it is from today. */
export type RangeEnd =
  | { readonly kind: "moment" | "day"; readonly text: string }
  | { readonly kind: "today"; readonly offset: number };

/** A range of time as an address says it. Days at its ends are in it; a missing end is open. */
export interface AddressRange {
  readonly from: RangeEnd | undefined;
  readonly to: RangeEnd | undefined;
}

/**
 * Reads "2026-01-01..2026-01-31", "today-14..", "..today+7", a single day, or `this_week`; moments,
 * as the API takes them, too. Days are those of whoever looks.
 * @returns nothing for what isn't written so
 */
export function readAddressRange(given: string): AddressRange | typeof THIS_WEEK | undefined {
  const text = tidied(given);
  if (text === THIS_WEEK) return THIS_WEEK;
  const ends = text.split("..").map(readEnd);
  const [from, to] = ends.length === 1 ? [ends[0], ends[0]] : ends;
  if (ends.length > 2 || from === null || to === null) return undefined;
  // A moment alone has no length.
  if (ends.length === 1 && from?.kind === "moment") return undefined;
  return from || to ? { from, to } : undefined;
}

/** A range in the one way to write it; nothing for what is none. */
export function tidyRange(given: string): string | undefined {
  const range = readAddressRange(given);
  if (range === undefined || range === THIS_WEEK) return range;
  return `${written(range.from)}..${written(range.to)}`;
}

/** Whether a range is another time for someone elsewhere, or on another day. */
export function hasDays(text: string): boolean {
  const range = readAddressRange(text);
  if (range === undefined) return false;
  return range === THIS_WEEK || [range.from, range.to].some((end) => end && end.kind !== "moment");
}

const TODAY = /^today(?:\s*([-+\s])\s*(\d{1,4}))?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Nothing for an open end, `null` for what is none. */
function readEnd(part: string): RangeEnd | null | undefined {
  const text = part.trim();
  if (text === "") return undefined;
  const today = TODAY.exec(text);
  // A plus that nobody escaped is a blank.
  if (today) return { kind: "today", offset: daysFrom(today[1], today[2]) };
  const time = text.toUpperCase().replace(" ", "+");
  if (!readTimeRange(`${time}..`)) return null;
  return { kind: DAY.test(time) ? "day" : "moment", text: time };
}

const daysFrom = (sign = "+", days = "0"): number =>
  sign === "-" && Number(days) > 0 ? -Number(days) : Number(days);

function written(end: RangeEnd | undefined): string {
  if (!end) return "";
  if (end.kind !== "today") return end.text;
  const { offset } = end;
  if (offset === 0) return "today";
  return offset < 0 ? `today${offset}` : `today+${offset}`;
}

/** Without quotes, and without a sentence's end: two full stops belong to a range. */
const tidied = (given: string): string =>
  given
    .trim()
    .toLowerCase()
    .replace(/^[<([{"“\s]+/u, "")
    .replace(/[\s,;:!?)>\]}"”’]+$/u, "")
    .replace(/(?<!\.)\.$|(?<=\.\.)\.$/u, "");
