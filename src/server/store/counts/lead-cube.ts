import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import type { LeadGroup, Selection, Value } from "../leads/lead-filter.ts";

/** A group of leads alike in all five filtered columns, and how many they are. */
export type GroupSize = LeadGroup & { readonly n: number };

/** How many leads match, and for each filter how many have each value under the other filters. */
export interface CubeCounts {
  readonly total: number;
  readonly of: ByFilter<ReadonlyMap<Value, number>>;
}

type ByFilter<T> = Readonly<Record<LeadFilterName, T>>;

/** The values of one filtered column, and for each group the place of its value among them. */
interface Column {
  readonly values: readonly Value[];
  readonly codes: Uint32Array;
}

/** Selections whose counts are kept; the oldest make room for new ones. */
const MAX_KEPT = 1_000;

/**
 * The sizes of all groups of leads, in memory and by column: a few thousand numbers out of which
 * every count of a million leads is added up in a fraction of a millisecond. It never changes.
 */
export class LeadCube {
  readonly #columns: ByFilter<Column>;
  readonly #sizes: Float64Array;
  readonly #kept = new Map<string, CubeCounts>();

  private constructor(columns: ByFilter<Column>, sizes: Float64Array) {
    this.#columns = columns;
    this.#sizes = sizes;
  }

  static of(groups: readonly GroupSize[]): LeadCube {
    const sizes = Float64Array.from(groups, ({ n }) => n);
    return new LeadCube(
      byFilter((filter) => columnOf(groups.map((group) => group[filter]))),
      sizes,
    );
  }

  /** The cube after these groups changed their sizes; `null` when one of them is new to it. */
  with(changes: readonly GroupSize[]): LeadCube | null {
    const sizes = this.#sizes.slice();
    for (const change of changes) {
      const group = this.#find(change);
      if (group < 0) return null;
      sizes[group] = change.n;
    }
    return new LeadCube(this.#columns, sizes);
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
    const all = LEAD_FILTERS.map((filter) => tallies[filter]);
    let total = 0;
    this.#sizes.forEach((n, group) => {
      const failed = onlyFailure(all, group);
      if (failed === "several") return;
      if (failed) return failed.add(group, n);
      total += n;
      for (const tally of all) tally.add(group, n);
    });
    return { total, of: byFilter((filter) => tallies[filter].sums()) };
  }

  /** Walks through all groups: quicker than to keep a key for each, changes being few. */
  #find(group: LeadGroup): number {
    const wanted = LEAD_FILTERS.map((filter) => {
      const { values, codes } = this.#columns[filter];
      return { codes, code: values.indexOf(group[filter]) };
    });
    return this.#sizes.findIndex((_, at) => wanted.every(({ codes, code }) => codes[at] === code));
  }
}

/** Adds up, for one filter, the leads of each value. */
class Tally {
  readonly #column: Column;
  readonly #chosen: readonly boolean[];
  readonly #sums: Float64Array;

  constructor(column: Column, chosen: readonly Value[] = column.values) {
    this.#column = column;
    this.#chosen = column.values.map((value) => chosen.includes(value));
    this.#sums = new Float64Array(column.values.length);
  }

  takes(group: number): boolean {
    return this.#chosen[this.#column.codes[group] ?? 0] ?? false;
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
  const codes = new Map<Value, number>();
  for (const value of entries) if (!codes.has(value)) codes.set(value, codes.size);
  return {
    values: [...codes.keys()],
    codes: Uint32Array.from(entries, (value) => codes.get(value) ?? 0),
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
