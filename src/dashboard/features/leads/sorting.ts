import { LEAD_SORTS, type LeadSort } from "#api/contract/leads/lead-query.ts";
import type { GridState } from "#dashboard/grid/table.ts";

type Sorting = NonNullable<GridState["sorting"]>;

/** What lists are sorted by where nothing else is said. */
const NEWEST_FIRST: Sorting = [{ id: "created", desc: true }];

/** A list's order as the grid has it; columns have the names of the API, with hyphens. */
export const sortingOf = (sort: readonly LeadSort[]): Sorting =>
  sort.length === 0
    ? NEWEST_FIRST
    : sort.map(({ column, desc }) => ({ id: column.replaceAll("_", "-"), desc }));

/**
 * The order that the grid's sorting stands for.
 * @param before as the list was sorted
 */
export function sortOf(sorting: Sorting, before: readonly LeadSort[]): LeadSort[] {
  // To the order that nobody asked for nothing is added: it gives way.
  const asked = before.length === 0 && sorting.length > 1 ? sorting.slice(1) : sorting;
  const sort = asked.flatMap(({ id, desc }) => {
    const column = LEAD_SORTS.find((one) => one === id.replaceAll("-", "_"));
    return column ? [{ column, desc }] : [];
  });
  const [first, ...others] = sort;
  const isDefault = first?.column === "created" && first.desc && others.length === 0;
  return isDefault ? [] : sort;
}
