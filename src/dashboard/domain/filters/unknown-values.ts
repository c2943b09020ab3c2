import { type FilterName, isOfPeople } from "#api/address-values.ts";
import type { LeadFilter } from "#api/contract/leads/lead-query.ts";
import type { LeadCounts } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import {
  LEAD_FILTERS,
  type LeadFilterName,
  ME,
  SOURCES,
  UNASSIGNED,
} from "#api/contract/vocabulary.ts";
import { sameText, withValues } from "./filter.ts";

/** A value that a filter asks for. */
type Asked = readonly [name: FilterName, value: string];

type Listed = Pick<Workspace, "statuses" | "team" | "person">;

/** The values of a filter that are neither in the workspace nor counted: leads' may be newer. */
export const unknownValues = (
  filter: LeadFilter,
  workspace: Listed,
  counts?: LeadCounts,
): readonly Asked[] =>
  LEAD_FILTERS.flatMap((name) => {
    const counted = counts?.[name].map(({ value }) => value) ?? [];
    const known = [...listedIn(name, workspace), ...counted];
    return ([name, `not_${name}`] as const).flatMap((asked) =>
      (filter[asked] ?? [])
        .filter((value) => !known.some((one) => sameText(one, value)))
        .map((value) => [asked, value] as const),
    );
  });

function listedIn(name: LeadFilterName, { statuses, team, person }: Listed): readonly string[] {
  if (name === "source") return SOURCES;
  if (name === "status") return statuses.map(({ id }) => id);
  return [ME, UNASSIGNED, person.email, ...team.map(({ email }) => email)];
}

/**
 * Owners whom nobody knows may be given leads any time, so they are filtered by; but who mistyped
 * one should know. A source or status that nothing has is left out: a link may be older than it is.
 */
export const isOwner = ([name]: Asked): boolean => isOfPeople(name);

/** The filter without some of its values; the same object without any. */
export const withoutValues = (filter: LeadFilter, values: readonly Asked[]): LeadFilter =>
  values.reduce(
    (rest, [name, value]) =>
      withValues(rest, name, rest[name]?.filter((one) => one !== value) ?? []),
    filter,
  );
