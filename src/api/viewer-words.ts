import { FILTER_NAMES, isOfPeople, isOfTimes } from "./address-values.ts";
import { isSameEmail } from "./contract/text/email-key.ts";
import {
  ALL_LEADS,
  type LeadFilter,
  type LeadQuery,
  type LeadSort,
} from "./contract/leads/lead-query.ts";
import { ME } from "./contract/vocabulary.ts";
import { hasDays } from "./address-range.ts";

/* What a list's address says that is something else for everyone who looks. */

/** Whether a filter means whoever looks, by `me`. */
export const asksForMe = (filter: LeadFilter): boolean =>
  FILTER_NAMES.some((name) => isOfPeople(name) && values(filter, name).includes(ME));

/** Whether a filter means days, which begin at another moment elsewhere. */
export const asksForDays = (filter: LeadFilter): boolean =>
  FILTER_NAMES.some((name) => isOfTimes(name) && values(filter, name).some(hasDays));

/**
 * A list's query as the server is asked for it for someone, but for days: their e-mail in place of
 * `me`, and the order that lists have by themselves left out. The same object where that is all there.
 */
export function queryFor(query: LeadQuery, email: string | undefined): LeadQuery {
  const filter = email === undefined ? query.filter : withMeNamed(query.filter, email);
  const sort = isDefaultOrder(query.sort) ? ALL_LEADS.sort : query.sort;
  return filter === query.filter && sort === query.sort ? query : { ...query, filter, sort };
}

const isDefaultOrder = (sort: readonly LeadSort[]): boolean =>
  sort.length === 1 && sort[0]?.column === "created" && sort[0].desc;

/** The filter with someone's e-mail in place of `me`; the same object without `me`. */
export const withMeNamed = (filter: LeadFilter, email: string): LeadFilter =>
  withEach(filter, isOfPeople, (given) => {
    if (!given.includes(ME)) return given;
    const isThere = given.some((value) => isSameEmail(value, email));
    if (isThere) return given.filter((value) => value !== ME);
    return given.map((value) => (value === ME ? email : value));
  });

/** The list with `me` in place of someone's e-mail; the same object without it. */
export function withEmailAsMe(query: LeadQuery, email: string): LeadQuery {
  const filter = withEach(query.filter, isOfPeople, (given) => {
    if (!given.some((value) => isSameEmail(value, email))) return given;
    return [...new Set(given.map((value) => (isSameEmail(value, email) ? ME : value)))];
  });
  return filter === query.filter ? query : { ...query, filter };
}

type Names = (typeof FILTER_NAMES)[number];

/** The filter with other values under some names; the same object where they are the same. */
export function withEach(
  filter: LeadFilter,
  isMeant: (name: Names) => boolean,
  change: (values: readonly string[]) => readonly string[],
): LeadFilter {
  const changed = FILTER_NAMES.filter(isMeant).flatMap((name) => {
    const before = values(filter, name);
    const after = change(before);
    return after === before ? [] : [[name, after] as const];
  });
  return changed.length === 0 ? filter : { ...filter, ...Object.fromEntries(changed) };
}

const NO_VALUES: readonly string[] = [];

const values = (filter: LeadFilter, name: Names): readonly string[] => filter[name] ?? NO_VALUES;
