import { FILTER_NAMES, type FilterName, plainName } from "#api/address-values.ts";
import { isSameEmail } from "#api/contract/text/email-key.ts";
import type { LeadFilter } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { ME } from "#api/contract/vocabulary.ts";

/** Changes the filter from what it is by then, which may be newer than what shows. */
export type ChangeFilter = (change: (before: LeadFilter) => LeadFilter) => void;

/** The filter's values, those of the five first. */
export const activeValues = (filter: LeadFilter) =>
  FILTER_NAMES.flatMap((name) => (filter[name] ?? []).map((value) => ({ name, value })));

/** The filter with other values under one name; with none, without the name. */
export function withValues(
  filter: LeadFilter,
  name: FilterName,
  values: readonly string[],
): LeadFilter {
  const others = { ...filter, [name]: values.length > 0 ? [...values] : undefined };
  return Object.fromEntries(
    FILTER_NAMES.flatMap((one) => (others[one] ? [[one, others[one]]] : [])),
  );
}

/** The filter with a value under a name, or without it where it is there already. */
export function withToggled(filter: LeadFilter, name: FilterName, value: string): LeadFilter {
  const values: readonly string[] = filter[name] ?? [];
  const others = values.filter((one) => !sameText(one, value));
  return withValues(filter, name, others.length < values.length ? others : [...values, value]);
}

/** The opposite of a filter: `not_source` of `source`, and the other way round. */
export const oppositeOf = (name: FilterName): FilterName =>
  isNot(name) ? plainName(name) : `not_${plainName(name)}`;

/** Whether a filter leaves out those that have one of its values. */
export const isNot = (name: FilterName): boolean => name.startsWith("not_");

/** The filter with the values of one name under its opposite. */
export function withOpposite(filter: LeadFilter, name: FilterName): LeadFilter {
  const opposite = oppositeOf(name);
  const values = new Set<string>([...(filter[opposite] ?? []), ...(filter[name] ?? [])]);
  return withValues(withValues(filter, name, []), opposite, [...values]);
}

/** Whether the filter is for the signed-in person's own leads, as "My leads" has it. */
export const isMine = (filter: LeadFilter, { mine, person }: Workspace): boolean =>
  mine !== null &&
  (filter[mine]?.some((value) => value === ME || sameText(value, person.email)) ?? false);

/** Ids mean the same in any case, and that is how e-mails are compared, too. */
export const sameText = isSameEmail;
