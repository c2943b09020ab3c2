import { isSameEmail } from "#api/contract/email-key.ts";
import type { ValueCount } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { type LeadFilterName, ME, sentenceCase, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { ownerNames } from "../people/owner-names.ts";

/** A value of a filter as the list shows it. */
export interface FilterOption {
  /** As the filter takes it. */
  readonly value: string;
  readonly label: string;
  /** Leads with this value under the other filters. */
  readonly count: number;
  /** What it is found by besides. */
  readonly alias?: string | undefined;
  /** For its colours. */
  readonly status?: LeadStatus | undefined;
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
  value === ME || isSame(value, person.email);

const statusOf = (id: string, { statuses }: Workspace) =>
  statuses.find((status) => isSame(status.id, id));

/**
 * The values of a filter to choose from, with as many leads as each has under the others. Oneself
 * stands first, by name: whoever gets a link to the list must find the same.
 */
export function countedOptions(
  name: LeadFilterName,
  counts: readonly ValueCount[],
  workspace: Workspace,
): readonly FilterOption[] {
  const isMe = ({ value }: ValueCount) => isOneself(value, workspace);
  return [...counts.filter(isMe), ...counts.filter((one) => !isMe(one))].map((one) => ({
    value: one.value,
    label: markedLabel(name, one.value, workspace),
    count: one.count,
    status: name === "status" ? statusOf(one.value, workspace) : undefined,
    alias: isMe(one) ? ME : undefined,
  }));
}

/** The same, and what is chosen though nobody has it; it can still be taken off. */
export function withChosen(
  name: LeadFilterName,
  options: readonly FilterOption[],
  chosen: readonly string[],
  workspace: Workspace,
): readonly FilterOption[] {
  const unknown = chosen.filter((value) => !options.some((option) => isChosen(option, [value])));
  if (unknown.length === 0) return options;
  const added = unknown.map((value) => ({
    value,
    label: markedLabel(name, value, workspace),
    count: 0,
  }));
  return [...options, ...added];
}

/** Whether an option is among the chosen values, as the address has them. */
export const isChosen = ({ value }: FilterOption, chosen: readonly string[]): boolean =>
  chosen.some((one) => isSame(one, value));

/** Ids mean the same in any case, and that is how e-mails are compared, too. */
const isSame = isSameEmail;
