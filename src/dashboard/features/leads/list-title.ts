import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { UNASSIGNED } from "#api/contract/vocabulary.ts";
import { valueLabel } from "#dashboard/domain/filters/filter-options.ts";
import { activeValues, isMine } from "#dashboard/domain/filters/filter.ts";

/** "Won · Leads": what the list is filtered by, the first two values of several. */
export function listTitle(filter: LeadFilter, workspace: Workspace | undefined): string {
  const values = activeValues(filter);
  if (!workspace || values.length === 0) return "Leads";
  if (isMine(filter, workspace) && values.length === 1) return "My leads";
  const labels = values
    .slice(0, 2)
    .map(({ name, value }) =>
      value === UNASSIGNED ? `No ${name}` : valueLabel(name, value, workspace),
    );
  const more = values.length > 2 ? ` +${values.length - 2}` : "";
  return `${labels.join(", ")}${more} · Leads`;
}
