import { isOfTimes } from "#api/address-values.ts";
import { NONE } from "#api/contract/filter-values.ts";
import type { Workspace } from "#api/contract/people.ts";
import { UNASSIGNED } from "#api/contract/vocabulary.ts";
import type { FilterValue } from "#dashboard/domain/filters/by-value.ts";
import { FILTER_FIELDS } from "#dashboard/domain/filters/fields.ts";
import { markedLabel } from "#dashboard/domain/filters/filter-options.ts";

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
