import { isSameEmail } from "#api/contract/email-key.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { LEAD_FILTERS, type LeadFilterName, ME, OWNERS } from "#api/contract/vocabulary.ts";

/** Changes the filter from what it is by then, which may be newer than what shows. */
export type ChangeFilter = (change: (before: LeadFilter) => LeadFilter) => void;

/** The filter's values in the order of the buttons. */
export const activeValues = (filter: LeadFilter) =>
  LEAD_FILTERS.flatMap((name) => (filter[name] ?? []).map((value) => ({ name, value })));

/** The filter with other values under one name; with none, without the name. */
export function withValues(
  filter: LeadFilter,
  name: LeadFilterName,
  values: readonly string[],
): LeadFilter {
  const others = { ...filter, [name]: values.length > 0 ? [...values] : undefined };
  return Object.fromEntries(
    LEAD_FILTERS.flatMap((one) => (others[one] ? [[one, others[one]]] : [])),
  );
}

/** The filter with a value under a name, or without it where it is there already. */
export function withToggled(filter: LeadFilter, name: LeadFilterName, value: string): LeadFilter {
  const values = filter[name] ?? [];
  const others = values.filter((one) => !sameText(one, value));
  return withValues(filter, name, others.length < values.length ? others : [...values, value]);
}

/** The filter with the signed-in person's e-mail in place of `me`; the same object without `me`. */
export const withMeNamed = (filter: LeadFilter, email: string): LeadFilter =>
  OWNERS.reduce((all, { owner }) => {
    const values = all[owner];
    if (!values?.includes(ME)) return all;
    const isThere = values.some((value) => sameText(value, email));
    const named = values.map((value) => (value === ME ? email : value));
    return withValues(all, owner, isThere ? values.filter((value) => value !== ME) : named);
  }, filter);

/** Whether the filter is for the signed-in person's own leads, as "My leads" has it. */
export const isMine = (filter: LeadFilter, { mine, person }: Workspace): boolean =>
  mine !== null &&
  (filter[mine]?.some((value) => value === ME || sameText(value, person.email)) ?? false);

/** Whether a filter means whoever looks, by `me`. */
export const asksForMe = (filter: LeadFilter): boolean =>
  OWNERS.some(({ owner }) => filter[owner]?.includes(ME));

/** Ids mean the same in any case, and that is how e-mails are compared, too. */
export const sameText = isSameEmail;
