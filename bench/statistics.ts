/** What several runs came to: the middle one, and how far the machine strayed. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The value below which this share of the values lies; 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[at] ?? Number.NaN;
}

/** @returns nothing when no run gave a value */
export function spread(values: readonly (number | undefined)[]): Spread | undefined {
  const given = values.filter((value) => value !== undefined && Number.isFinite(value));
  const sorted = given.toSorted((a, b) => (a ?? 0) - (b ?? 0));
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  if (min === undefined || max === undefined) return undefined;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? max;
  const median = sorted.length % 2 ? upper : ((sorted[middle - 1] ?? min) + upper) / 2;
  return { median, min, max };
}
