import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import type { LeadGroup, Selection } from "./lead-filter.ts";

export type Value = string | number;

/** How many leads match, and for each filter how many have each value under the other filters. */
export interface CubeCounts {
  readonly total: number;
  readonly of: ByFilter<ReadonlyMap<Value, number>>;
}

type ByFilter<T> = Readonly<Record<LeadFilterName, T>>;

/** One filtered column: its different values, and for each group which of them it has. */
interface Column {
  readonly values: readonly Value[];
  readonly codes: Uint32Array;
}

/** Filters whose counts are kept; the oldest make room for new ones. */
const MAX_KEPT = 1_000;

/**
 * The counts of all groups of leads, in memory and by column: a few thousand numbers out of which
 * every count of a million leads is added up in a fraction of a millisecond.
 */
export class LeadCube {
  readonly #columns: ByFilter<Column>;
  readonly #sizes: Float64Array;
  readonly #kept = new Map<string, CubeCounts>();

  constructor(groups: readonly (LeadGroup & { n: number })[]) {
    this.#sizes = Float64Array.from(groups, ({ n }) => n);
    this.#columns = byFilter((filter) => columnOf(groups.map((group) => group[filter])));
  }

  /** The counts under a selection. */
  counts(selection: Selection): CubeCounts {
    const key = JSON.stringify(LEAD_FILTERS.map((filter) => selection[filter]));
    const counts = this.#kept.get(key) ?? this.#count(selection);
    this.#kept.delete(key);
    this.#kept.set(key, counts);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > MAX_KEPT) this.#kept.delete(oldest);
    return counts;
  }

  /** A group that fails one filter alone still counts among that filter's own values. */
  #count(selection: Selection): CubeCounts {
    const tallies = byFilter((filter) => new Tally(this.#columns[filter], selection[filter]));
    const all = Object.values(tallies);
    let total = 0;
    for (const [group, n] of this.#sizes.entries()) {
      const failed = onlyFailure(all, group);
      if (failed === "several") continue;
      if (failed) failed.add(group, n);
      else {
        total += n;
        for (const tally of all) tally.add(group, n);
      }
    }
    return { total, of: byFilter((filter) => tallies[filter].sums()) };
  }
}

/** Adds up, for one filter, the leads of each value. */
class Tally {
  readonly #column: Column;
  readonly #wanted: readonly boolean[];
  readonly #sums: Float64Array;

  constructor(column: Column, wanted: readonly Value[] | undefined) {
    this.#column = column;
    this.#wanted = column.values.map((value) => wanted?.includes(value) ?? true);
    this.#sums = new Float64Array(column.values.length);
  }

  takes(group: number): boolean {
    return this.#wanted[this.#column.codes[group] ?? 0] ?? false;
  }

  add(group: number, n: number) {
    const code = this.#column.codes[group] ?? 0;
    this.#sums[code] = (this.#sums[code] ?? 0) + n;
  }

  sums(): Map<Value, number> {
    return new Map(this.#column.values.map((value, code) => [value, this.#sums[code] ?? 0]));
  }
}

/** The one filter a group fails; `undefined` when it passes all. */
function onlyFailure(tallies: readonly Tally[], group: number): Tally | "several" | undefined {
  let failed: Tally | undefined;
  for (const tally of tallies) {
    if (tally.takes(group)) continue;
    if (failed) return "several";
    failed = tally;
  }
  return failed;
}

function columnOf(entries: readonly Value[]): Column {
  const codeOf = new Map<Value, number>();
  for (const value of entries) if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
  return {
    values: [...codeOf.keys()],
    codes: Uint32Array.from(entries, (value) => codeOf.get(value) ?? 0),
  };
}

function byFilter<T>(of: (filter: LeadFilterName) => T): ByFilter<T> {
  return {
    source: of("source"),
    status: of("status"),
    setter: of("setter"),
    closer: of("closer"),
    triager: of("triager"),
  };
}
