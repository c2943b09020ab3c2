import { isOfTimes } from "#api/address-values.ts";
import { ALL_LEADS, type LeadFilter, type PlainFilterName } from "#api/contract/lead-query.ts";
import { askedQuery, type Viewer } from "../lead/asked-query.ts";
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
