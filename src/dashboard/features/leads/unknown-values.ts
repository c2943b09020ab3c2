import type { LeadCounts, LeadFilter } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import {
  LEAD_FILTERS,
  type LeadFilterName,
  ME,
  OWNERS,
  SOURCES,
  UNASSIGNED,
} from "#api/contract/vocabulary.ts";
import { sameText, withValues } from "./filter.ts";

/** What tells a filter's values from those that nothing here has. */
export interface KnownValues {
  /** Every value that a lead may have or has, whatever the filter they were counted under. */
  readonly counted: ValuesByFilter | undefined;
  readonly workspace: Pick<Workspace, "statuses" | "team" | "person"> | undefined;
}

type ValuesByFilter = Readonly<Record<LeadFilterName, readonly string[]>>;

/** The values that were counted. */
export const countedValues = (counts: LeadCounts): ValuesByFilter => ({
  source: counts.source.map(valueOf),
  status: counts.status.map(valueOf),
  setter: counts.setter.map(valueOf),
  closer: counts.closer.map(valueOf),
  triager: counts.triager.map(valueOf),
});

const valueOf = ({ value }: { readonly value: string }) => value;

/** Whether only counts can tell if all of a filter's values are known. */
export const isDoubtful = (filter: LeadFilter, workspace: KnownValues["workspace"]): boolean =>
  LEAD_FILTERS.some((name) => unlisted(filter, name, { counted: undefined, workspace }).length > 0);

/**
 * The filter without the sources and statuses that are none: a link may be older than they are. The
 * same object where all are known, and for as long as that can't be said.
 */
export function withoutUnknown(filter: LeadFilter, known: KnownValues): LeadFilter {
  if (!known.counted || !known.workspace) return filter;
  return (["source", "status"] as const).reduce((rest, name) => {
    const unknown = unlisted(filter, name, known);
    const values = filter[name]?.filter((value) => !unknown.includes(value)) ?? [];
    return unknown.length > 0 ? withValues(rest, name, values) : rest;
  }, filter);
}

/** The values of a filter that another one no longer has, by name. */
export const valuesLeftOut = (
  filter: LeadFilter,
  rest: LeadFilter,
): readonly (readonly [LeadFilterName, string])[] =>
  LEAD_FILTERS.flatMap((name) =>
    (filter[name] ?? [])
      .filter((value) => !rest[name]?.includes(value))
      .map((value) => [name, value] as const),
  );

/**
 * The owners that a filter asks for and nobody here is. They may be given leads any time, so the
 * filter stands; but who mistyped one should know.
 */
export function strangersIn(filter: LeadFilter, known: KnownValues): readonly string[] {
  if (!known.counted || !known.workspace) return [];
  return [...new Set(OWNERS.flatMap(({ owner }) => unlisted(filter, owner, known)))];
}

/** The values under a name that aren't among those known. */
function unlisted(filter: LeadFilter, name: LeadFilterName, known: KnownValues): string[] {
  const listed = [...listedIn(name, known.workspace), ...(known.counted?.[name] ?? [])];
  return (filter[name] ?? []).filter((value) => !listed.some((one) => sameText(one, value)));
}

function listedIn(name: LeadFilterName, workspace: KnownValues["workspace"]): readonly string[] {
  if (name === "source") return SOURCES;
  if (name === "status") return workspace?.statuses.map(({ id }) => id) ?? [];
  const people = workspace ? [...workspace.team, workspace.person] : [];
  return [ME, UNASSIGNED, ...people.map(({ email }) => email)];
}
