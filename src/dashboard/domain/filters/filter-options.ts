import type { ValueCount } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { type LeadFilterName, ME, sentenceCase, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { ownerNames } from "../people/owner-names.ts";
import { sameText } from "./filter.ts";

/** A value of a filter to choose, with the leads that have it under the other filters. */
export interface FilterOption extends ValueCount {
  readonly label: string;
  /** What it is found by besides. */
  readonly alias: string | undefined;
  /** For its colours. */
  readonly status: LeadStatus | undefined;
}

/** What a filter's value is called; one that nobody knows is called as it came. */
export function valueLabel(name: LeadFilterName, value: string, workspace: Workspace): string {
  if (name === "source") return sentenceCase(value);
  if (name === "status") return statusOf(value, workspace)?.name ?? value;
  if (value === UNASSIGNED) return "Unassigned";
  const owner = ownerNames(workspace.team)(value);
  return owner === value && isOneself(value, workspace) ? workspace.person.name : owner;
}

/** The same on one's own screen, where oneself is marked. */
export const markedLabel: typeof valueLabel = (name, value, workspace) =>
  valueLabel(name, value, workspace) + (isOneself(value, workspace) ? " (you)" : "");

const isOneself = (value: string, { person }: Workspace) =>
  value === ME || sameText(value, person.email);

const statusOf = (id: string, { statuses }: Workspace) =>
  statuses.find((status) => sameText(status.id, id));

/** Oneself stands first, by name: whoever gets a link to the list must find the same. */
export const countedOptions = (
  name: LeadFilterName,
  counts: readonly ValueCount[],
  workspace: Workspace,
): readonly FilterOption[] =>
  counts
    .map(({ value, count }) => ({
      value,
      count,
      label: markedLabel(name, value, workspace),
      status: name === "status" ? statusOf(value, workspace) : undefined,
      alias: isOneself(value, workspace) ? ME : undefined,
    }))
    .toSorted((a, b) => Number(b.alias !== undefined) - Number(a.alias !== undefined));

/** The options, and what is chosen though nobody has it; it can still be taken off. */
export function withChosen(
  name: LeadFilterName,
  options: readonly FilterOption[],
  chosen: readonly string[],
  workspace: Workspace,
): readonly FilterOption[] {
  const others = chosen.filter((value) => !options.some((option) => isChosen(option, [value])));
  const added = others.map((value) => ({ value, count: 0 }));
  return added.length > 0 ? [...options, ...countedOptions(name, added, workspace)] : options;
}

/** Whether an option is among the chosen values, as the address has them. */
export const isChosen = ({ value }: FilterOption, chosen: readonly string[]): boolean =>
  chosen.some((one) => sameText(one, value));
