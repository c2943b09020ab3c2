import { NONE } from "#api/contract/leads/filter-values.ts";
import { OVERDUE } from "#api/contract/leads/lead-query.ts";
import { readAddressRange, type RangeEnd, THIS_WEEK } from "#api/address-range.ts";
import { dates } from "#dashboard/lib/dates.ts";

/** A time filter's value as people read it: "Last 7 days", "1 Jan 2026 – 31 Jan 2026", "Overdue". */
export function timeWords(value: string): string {
  if (value === OVERDUE) return "Overdue";
  if (value === NONE) return "None";
  const range = readAddressRange(value);
  if (range === undefined) return value;
  if (range === THIS_WEEK) return "This week";
  const { from, to } = range;
  if (!from) return to ? beforeWords(to) : value;
  if (!to) return `From ${endWords(from)} on`;
  return aroundToday(from, to) ?? betweenWords(endWords(from), endWords(to));
}

const betweenWords = (from: string, to: string) =>
  from === to ? capitalised(from) : `${capitalised(from)} – ${to}`;

/** Today and the days beside it, at one of whose ends today is. */
function aroundToday(from: RangeEnd, to: RangeEnd): string | undefined {
  if (from.kind !== "today" || to.kind !== "today" || from.offset === to.offset) return undefined;
  if (to.offset === 0 && from.offset < 0) return `Last ${1 - from.offset} days`;
  if (from.offset === 0 && to.offset > 0) return `Next ${1 + to.offset} days`;
  return undefined;
}

const beforeWords = (to: RangeEnd): string =>
  to.kind === "today" && to.offset < -1
    ? `${-to.offset} days ago or longer`
    : `Until ${endWords(to)}`;

function endWords(end: RangeEnd): string {
  // A day has no time of day.
  if (end.kind !== "today") return dates.moment(end.text, Date.now());
  const { offset } = end;
  const near = NEAR.get(offset);
  if (near !== undefined) return near;
  return offset < 0 ? `${-offset} days ago` : `in ${offset} days`;
}

const NEAR: ReadonlyMap<number, string> = new Map([
  [-1, "yesterday"],
  [0, "today"],
  [1, "tomorrow"],
]);

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
