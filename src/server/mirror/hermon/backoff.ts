const FIRST_BOUND_MS = 500;
const LONGEST_MS = 60_000;

/**
 * How long to wait after so many failures in a row, from 1, in milliseconds: drawn from all of a
 * doubling span (full jitter), so that those who failed together don't return together.
 */
export function backoff(failures: number): number {
  return Math.random() * Math.min(FIRST_BOUND_MS * 2 ** (failures - 1), LONGEST_MS);
}
