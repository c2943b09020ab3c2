import type { LeadView } from "#api/contract/leads/lead-views.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { useMinute } from "#dashboard/ui/timing.ts";

/** How often a lead came, and by what first and last. */
export function OptInsInShort({ details }: { readonly details: LeadView | undefined }) {
  const now = useMinute();
  const isIncomplete = useIsIncomplete();
  if (!details) return <Skeleton className="h-5 w-2/3" />;
  return (
    <p className="wrap-anywhere">
      <bdi>{optInsInWords(details, now, isIncomplete)}</bdi>
    </p>
  );
}

type Known = Pick<LeadView, "counts" | "details_as_of" | "opt_ins_in_short">;

/**
 * "3 opt-ins, first Newsletter 26 Nov, latest Calendly 27 Nov".
 * @param isIncomplete whether more are still copied from Hermon
 */
export function optInsInWords(
  { counts, details_as_of, opt_ins_in_short: known }: Known,
  now: number,
  isIncomplete: boolean,
): string {
  const here = known?.total ?? 0;
  const isUnread = details_as_of === null;
  // Hermon may have more than are here, of which the first and the latest aren't known then.
  const total = isUnread ? here : Math.max(here, counts.opt_ins);
  if (total === 0) return isUnread && isIncomplete ? "No opt-ins so far" : "No opt-ins recorded";
  const count = `${inDigits(total)} ${total === 1 ? "opt-in" : "opt-ins"}`;
  const counted = isUnread && isIncomplete ? `${count} so far` : count;
  if (!known?.first || !known.latest || here < total) return counted;
  const [first, latest] = [known.first, known.latest].map(
    ({ source, created_at }) => `${sentenceCase(source)} ${dates.shortDay(created_at, now)}`,
  );
  return total === 1 ? `${counted}, ${latest}` : `${counted}, first ${first}, latest ${latest}`;
}
