import type { LeadCounts } from "#api/contract/lead-views.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";

/** "2,400 leads", or under a filter "312 of 2,400 leads"; "so far" while more are on their way. */
export function totalInWords(
  { total, all }: LeadCounts,
  isFiltered: boolean,
  isIncomplete = false,
): string {
  const leads = all === 1 ? "lead" : "leads";
  const soFar = isIncomplete ? " so far" : "";
  return isFiltered
    ? `${inDigits(total)} of ${inDigits(all)} ${leads}${soFar}`
    : `${inDigits(all)} ${leads}${soFar}`;
}

interface LeadTotalProps {
  readonly counts: LeadCounts | undefined;
  readonly hasFailed: boolean;
  readonly isFiltered: boolean;
  readonly isIncomplete: boolean;
}

/** How many leads the list has. Its place is kept while the counts are on the way. */
export const LeadTotal = ({ counts, isFiltered, isIncomplete, hasFailed }: LeadTotalProps) => (
  <p role="status" className="tabular h-5 whitespace-nowrap text-text-muted">
    {counts ? totalInWords(counts, isFiltered, isIncomplete) : hasFailed && "Couldn't count"}
  </p>
);
