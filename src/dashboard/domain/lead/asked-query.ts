import { isOfTimes } from "#api/address-values.ts";
import type { LeadFilter, LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { readAddressRange, type RangeEnd, THIS_WEEK } from "#api/address-range.ts";
import { queryFor, withEach } from "#api/viewer-words.ts";
import { daysSinceMonday, localDay, midnight } from "#dashboard/lib/local-days.ts";

/** Who looks, and what day it is where they are, as "2026-11-28". */
export interface Viewer {
  /** Until the workspace is there, the server puts its own name for `me`. */
  readonly email: string | undefined;
  readonly today: string;
}

/** Who looks now. */
export const viewerOf = (workspace: Workspace | undefined): Viewer => ({
  email: workspace?.person.email,
  today: localDay(new Date()),
});

/**
 * What the server is asked for a list as its address says it: e-mails in place of `me`, moments in
 * place of the viewer's days. The one place for that: pages, prefetching and caches ask what comes
 * out. The same object where nothing changes.
 */
export function askedQuery(query: LeadQuery, { email, today }: Viewer): LeadQuery {
  const known = queryFor(query, email);
  const filter = withMoments(known.filter, today);
  return filter === known.filter ? known : { ...known, filter };
}

const withMoments = (filter: LeadFilter, today: string): LeadFilter =>
  withEach(filter, isOfTimes, (values) => {
    const asked = values.map((value) => inMoments(value, today));
    return asked.every((value, at) => value === values[at]) ? values : asked;
  });

/** A range in moments; words that mean the same to all, and moments, are as they were. */
export function inMoments(said: string, today: string): string {
  const range = readAddressRange(said);
  if (range === undefined) return said;
  if (range === THIS_WEEK) {
    const monday = -daysSinceMonday(today);
    return `${midnight(today, monday)}..${midnight(today, monday + 7)}`;
  }
  const { from, to } = range;
  return `${moment(from, today, 0)}..${moment(to, today, 1)}`;
}

/** When an end is; a day at the end of a range is over with the next midnight. */
function moment(end: RangeEnd | undefined, today: string, daysLater: 0 | 1): string {
  if (!end) return "";
  if (end.kind === "today") return midnight(today, end.offset + daysLater);
  return end.kind === "day" ? midnight(end.text, daysLater) : end.text;
}
