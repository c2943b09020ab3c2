import type { LeadCounts } from "#api/contract/lead-views.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

/** "2,400 leads", or under a filter "312 of 2,400 leads". */
export function totalInWords({ total, all }: LeadCounts, isFiltered: boolean): string {
  const leads = all === 1 ? "lead" : "leads";
  return isFiltered
    ? `${inDigits(total)} of ${inDigits(all)} ${leads}`
    : `${inDigits(all)} ${leads}`;
}

interface LeadTotalProps {
  readonly counts: LeadCounts | undefined;
  readonly hasFailed: boolean;
  readonly isFiltered: boolean;
}

/** How many leads the list has. Its place is kept while the counts are on the way. */
export const LeadTotal = ({ counts, isFiltered, hasFailed }: LeadTotalProps) => (
  <p role="status" className="tabular h-5 whitespace-nowrap text-text-muted">
    {counts ? totalInWords(counts, isFiltered) : hasFailed && "Couldn't count"}
  </p>
);
