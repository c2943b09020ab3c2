import { isOfTimes } from "#api/address-values.ts";
import { NONE } from "#api/contract/leads/filter-values.ts";
import {
  ALL_LEADS,
  type LeadFilter,
  type PlainFilterName,
} from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { UNASSIGNED } from "#api/contract/vocabulary.ts";
import { askedQuery, type Viewer } from "../lead/asked-query.ts";
import { FILTER_FIELDS } from "./fields.ts";
import { markedLabel } from "./filter-options.ts";
import { sameText, withValues } from "./filter.ts";

/** A filter, and one of its values. */
export interface FilterValue {
  readonly name: PlainFilterName;
  readonly value: string;
}

/** The filter with that value alone, whatever it was set to; the same object where it is that already. */
export function withOnly(filter: LeadFilter, wanted: FilterValue, viewer: Viewer): LeadFilter {
  const { name, value } = wanted;
  const before: readonly string[] = filter[name] ?? [];
  const same = before.find((one) => isSame(name, one, value, viewer));
  if (same !== undefined && before.length === 1 && !filter[`not_${name}`]) return filter;
  return withValues(withValues(filter, `not_${name}`, []), name, [same ?? value]);
}

/** The filter by which no lead with that value is left; the same object where none is anyway. */
export function withoutValue(
  filter: LeadFilter,
  unwanted: FilterValue,
  viewer: Viewer,
): LeadFilter {
  const { name, value } = unwanted;
  const isOther = (one: string) => !isSame(name, one, value, viewer);
  const leftOut: readonly string[] = filter[`not_${name}`] ?? [];
  if (!leftOut.every(isOther)) return filter;
  const others: readonly string[] = filter[name]?.filter(isOther) ?? [];
  const rest = withValues(filter, name, others);
  // Those that are chosen have another value, unless they are times, which may overlap.
  if (others.length > 0 && !isOfTimes(name)) return rest;
  return withValues(rest, `not_${name}`, [...leftOut, value]);
}

/** Whether two values mean the same to whoever looks: `me` and their e-mail, today and its date. */
function isSame(name: PlainFilterName, a: string, b: string, viewer: Viewer): boolean {
  const [one = a, other = b] = [a, b].map((value) => {
    const { filter } = askedQuery({ ...ALL_LEADS, filter: { [name]: [value] } }, viewer);
    return filter[name]?.[0];
  });
  return sameText(one, other);
}

/** What leads with a value of a filter are called: "leads with source", and the value's own name. */
export function leadsWith(
  { name, value }: FilterValue,
  workspace: Workspace,
): readonly [words: string, value?: string] {
  if (name === "phone") return [value === "yes" ? "leads with a phone number" : NO_NUMBER];
  const field = FILTER_FIELDS[name].label.toLowerCase();
  if (value === NONE || value === UNASSIGNED) return [`leads with no ${field}`];
  const label = markedLabel(name, value, workspace);
  if (!isOfTimes(name)) return [`leads with ${field}`, label];
  return [name === "next_touch_point" ? `leads with ${field} on` : `leads ${field} on`, label];
}

const NO_NUMBER = "leads with no phone number";
