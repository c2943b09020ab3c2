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

/** Whether old counts are those without a filter. */
const isOfAll = ({ total, all }: LeadCounts, isOld: boolean) => isOld && total === all;

interface LeadTotalProps {
  /** Missing while they are on the way, and when they couldn't be had: the table says so. */
  readonly counts: LeadCounts | undefined;
  /** They are those of the filter before. */
  readonly isOld: boolean;
  readonly isFiltered: boolean;
  readonly isIncomplete: boolean;
}

/** How many leads the list has. Its place is kept while the counts are on the way. */
export const LeadTotal = ({ counts, isOld, isFiltered, isIncomplete }: LeadTotalProps) => (
  <p
    role="status"
    data-old={isOld ? "" : undefined}
    className="old-when-late tabular h-5 whitespace-nowrap text-text-muted"
  >
    {counts && totalInWords(counts, isFiltered && !isOfAll(counts, isOld), isIncomplete)}
  </p>
);
