import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import type { CubeCounts, LeadCube } from "../counts/lead-cube.ts";
import type { Selection } from "./lead-filter.ts";

/** An index of `leads`, and the selection to ask it with. */
export interface Route {
  readonly index: `leads_by_${LeadFilterName | "created" | "group"}`;
  readonly selection: Selection;
  /** Whether the index gives the leads in the order of lists; else they are sorted. */
  readonly inOrder: boolean;
}

interface Way extends Route {
  readonly cost: number;
}

/** What moving to another place of an index costs, in entries walked past. Measured, roughly. */
const SEEK = 25;

/** What sorting costs for each lead, in the same measure. */
const SORT = 4;

/**
 * The index by which the first `wanted` matching leads are found with the fewest steps. The cube
 * knows how many leads each way leads past; a query planner would have to guess.
 *
 * Along the list itself or along one filter's values, leads come in order and one stops after
 * enough of them; the fewer match, the longer it takes. By groups, all who match are visited and
 * nobody else, at the price of a seek for each group there could be.
 */
export function routeTo(cube: LeadCube, selection: Selection, wanted: number): Route {
  const { total } = cube.counts(selection);
  const rows = Math.min(wanted, total);
  const all = cube.counts({});
  const ways: Way[] = [
    { index: "leads_by_created", selection, inOrder: true, cost: (all.total * rows) / total },
    ...LEAD_FILTERS.flatMap((filter) => along(filter, all, selection, total, rows)),
    byGroup(all, selection, total, rows),
  ];
  return ways.reduce((best, way) => (way.cost < best.cost ? way : best));
}

/** Several values each have their own order, so that their leads must be sorted together. */
function along(
  filter: LeadFilterName,
  all: CubeCounts,
  selection: Selection,
  total: number,
  rows: number,
) {
  const values = selection[filter];
  if (!values) return [];
  const leads = values.reduce((sum: number, value) => sum + (all.of[filter].get(value) ?? 0), 0);
  const inOrder = values.length === 1;
  const cost = (leads * rows) / total + values.length * SEEK + (inOrder ? 0 : rows * SORT);
  return [{ index: `leads_by_${filter}` as const, selection, inOrder, cost }];
}

/** Filters that weren't given take all their values, so that each group is a seek of its own. */
function byGroup(all: CubeCounts, given: Selection, total: number, rows: number): Way {
  const selection = Object.fromEntries(
    LEAD_FILTERS.map((filter) => [filter, given[filter] ?? [...all.of[filter].keys()]]),
  );
  const groups = Object.values(selection).reduce((n, values) => n * values.length, 1);
  const visited = Math.min(total, groups * rows);
  const cost = groups * SEEK + visited * (1 + SORT);
  return { index: "leads_by_group", selection, inOrder: false, cost };
}
