import type { LeadCounts } from "#api/contract/leads/lead-views.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { useIsIncomplete } from "../sync/sync.ts";

/** "2,400 leads", or under a filter "312 of 2,400 leads"; "so far" while more are on their way. */
export function totalInWords(
  { total, all }: LeadCounts,
  isFiltered: boolean,
  isIncomplete = false,
): string {
  const matching = isFiltered ? `${inDigits(total)} of ` : "";
  return `${matching}${inDigits(all)} ${all === 1 ? "lead" : "leads"}${isIncomplete ? " so far" : ""}`;
}

interface LeadTotalProps {
  /** Missing while they are on the way, and when they couldn't be had: the table says so. */
  readonly counts: LeadCounts | undefined;
  /** They are those of the filter before, and so maybe of none. */
  readonly isOld: boolean;
  readonly isFiltered: boolean;
}

/** How many leads the list has. Its place is kept while the counts are on the way. */
export function LeadTotal({ counts, isOld, isFiltered }: LeadTotalProps) {
  const isIncomplete = useIsIncomplete();
  const isOfAll = !isFiltered || (isOld && counts?.total === counts?.all);
  return (
    <p
      role="status"
      data-old={isOld ? "" : undefined}
      className="tabular my-1 h-5 whitespace-nowrap text-text-muted transition-opacity duration-(--duration-fast) [grid-area:total] data-old:opacity-45 data-old:delay-300 max-sm:min-w-26 pointer-coarse:my-2"
    >
      {counts && totalInWords(counts, !isOfAll, isIncomplete)}
    </p>
  );
}
