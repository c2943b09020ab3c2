import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import type { LeadGroup, Selection } from "./lead-filter.ts";

export type Value = string | number;

/** How many leads match, and for each filter how many have each value under the other filters. */
export interface CubeCounts {
  readonly total: number;
  readonly of: ByFilter<ReadonlyMap<Value, number>>;
}

type ByFilter<T> = Readonly<Record<LeadFilterName, T>>;

/** Filters whose counts are kept; the oldest make room for new ones. */
const MAX_KEPT = 1_000;

/**
 * The counts of all groups of leads, in memory and by column: a few thousand numbers out of which
 * every count of a million leads is added up in a fraction of a millisecond.
 */
export class LeadCube {
  /** For each group, which of the filter's values it has. */
  readonly #codes: ByFilter<Uint32Array>;
  readonly #sizes: Float64Array;
  readonly #kept = new Map<string, CubeCounts>();

  /** The values in use of each filter. */
  readonly values: Required<Selection>;

  constructor(groups: readonly (LeadGroup & { n: number })[]) {
    this.#sizes = Float64Array.from(groups, ({ n }) => n);
    this.values = {
      source: different(groups.map(({ source }) => source)),
      status: different(groups.map(({ status }) => status)),
      setter: different(groups.map(({ setter }) => setter)),
      closer: different(groups.map(({ closer }) => closer)),
      triager: different(groups.map(({ triager }) => triager)),
    };
    this.#codes = byFilter((filter) =>
      codesOf(
        groups.map((group) => group[filter]),
        this.values[filter],
      ),
    );
  }

  /** How many leads match a selection. */
  total(selection: Selection): number {
    return this.counts(selection).total;
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
    const tallies = byFilter(
      (filter) => new Tally(this.values[filter], this.#codes[filter], selection[filter]),
    );
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
  readonly #values: readonly Value[];
  readonly #codes: Uint32Array;
  readonly #wanted: readonly boolean[];
  readonly #sums: Float64Array;

  constructor(values: readonly Value[], codes: Uint32Array, chosen: readonly Value[] = values) {
    this.#values = values;
    this.#codes = codes;
    this.#wanted = values.map((value) => chosen.includes(value));
    this.#sums = new Float64Array(values.length);
  }

  takes(group: number): boolean {
    return this.#wanted[this.#codes[group] ?? 0] ?? false;
  }

  add(group: number, n: number) {
    const code = this.#codes[group] ?? 0;
    this.#sums[code] = (this.#sums[code] ?? 0) + n;
  }

  sums(): Map<Value, number> {
    return new Map(this.#values.map((value, code) => [value, this.#sums[code] ?? 0]));
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

const different = <T>(entries: readonly T[]): T[] => [...new Set(entries)];

function codesOf(entries: readonly Value[], values: readonly Value[]): Uint32Array {
  const codes = new Map(values.map((value, code) => [value, code]));
  return Uint32Array.from(entries, (value) => codes.get(value) ?? 0);
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
