import { isOfPeople } from "#api/address-values.ts";
import type { PlainFilterName } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { ME } from "#api/contract/vocabulary.ts";
import { FILTER_FIELDS, isOneself } from "./fields.ts";
import { sameText } from "./filter.ts";

/** A value of a filter to choose, with the leads that have it under the other filters. */
export interface FilterOption {
  readonly value: string;
  /** Missing as long as nothing was counted. */
  readonly count: number | undefined;
  readonly label: string;
  /** What it is found by besides. */
  readonly alias: string | undefined;
  /** For its colours. */
  readonly status: LeadStatus | undefined;
}

/** What a filter's value is called; one that nobody knows is called as it came. */
export const valueLabel = (name: PlainFilterName, value: string, workspace: Workspace): string =>
  FILTER_FIELDS[name].words(value, workspace);

/** The same on one's own screen, where oneself is marked. */
export const markedLabel: typeof valueLabel = (name, value, workspace) =>
  valueLabel(name, value, workspace) + (isViewer(name, value, workspace) ? " (you)" : "");

const isViewer = (name: PlainFilterName, value: string, workspace: Workspace) =>
  isOfPeople(name) && isOneself(value, workspace);

const statusOf = (id: string, { statuses }: Workspace) =>
  statuses.find((status) => sameText(status.id, id));

/** Oneself stands first, by name: whoever gets a link to the list must find the same. */
export const countedOptions = (
  name: PlainFilterName,
  counts: readonly Pick<FilterOption, "value" | "count">[],
  workspace: Workspace,
): readonly FilterOption[] =>
  counts
    .map(({ value, count }) => ({
      value,
      count,
      label: markedLabel(name, value, workspace),
      status: name === "status" ? statusOf(value, workspace) : undefined,
      alias: isViewer(name, value, workspace) ? ME : undefined,
    }))
    .toSorted((a, b) => Number(b.alias !== undefined) - Number(a.alias !== undefined));

/**
 * The options, and what is chosen though nobody has it; it can still be taken off.
 * @param options missing as long as nothing was counted
 * @param hasMore whether somebody may have what is not among them
 */
export function withChosen(
  name: PlainFilterName,
  options: readonly FilterOption[] | undefined,
  chosen: readonly string[],
  workspace: Workspace,
  hasMore = false,
): readonly FilterOption[] {
  const counted = options ?? [];
  const count = options && !hasMore ? 0 : undefined;
  const others = chosen.filter((value) => !counted.some((option) => isChosen(option, [value])));
  const added = others.map((value) => ({ value, count }));
  return added.length > 0 ? [...counted, ...countedOptions(name, added, workspace)] : counted;
}

/** Whether an option is among the chosen values, as the address has them. */
export const isChosen = ({ value, alias }: FilterOption, chosen: readonly string[]): boolean =>
  chosen.some((one) => one === alias || sameText(one, value));

/** An option's value as the filter has it, where oneself may be `me`. */
export const valueIn = ({ value, alias }: FilterOption, chosen: readonly string[] = []): string =>
  alias !== undefined && chosen.includes(alias) ? alias : value;
