import type { Lead } from "#api/contract/leads/leads.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

/** One page of a list that is in memory. */
export interface LoadedPage {
  /** From 1. */
  readonly number: number;
  readonly rows: readonly Lead[];
}

/** The places of the leads that are in memory, from 1, both ends included: runs without a gap. */
export function loadedRuns(pages: readonly LoadedPage[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const { number, rows } of pages.toSorted((a, b) => a.number - b.number)) {
    const first = (number - 1) * PAGE_SIZE + 1;
    const last = first + rows.length - 1;
    const run = runs.at(-1);
    if (run?.[1] === first - 1) run[1] = last;
    else if (rows.length > 0) runs.push([first, last]);
  }
  return runs;
}

/** "Leads 1–200 and 1,101–1,200 of 2,400". */
export function runsInWords(runs: readonly [number, number][], total: number): string {
  if (runs.length === 0) return total === 0 ? "No leads" : "No leads were loaded yet";
  const words = runs.map(([first, last]) =>
    first === last ? inDigits(first) : `${inDigits(first)}–${inDigits(last)}`,
  );
  return `Leads ${words.join(" and ")} of ${inDigits(total)}`;
}
