import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { LeadOptIn } from "#api/contract/leads/lead-history.ts";
import type { OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { Latest, latestIn, ShowMore } from "../parts/latest.tsx";
import { openLeadQueries } from "../queries.ts";
import type { TabProps } from "../tabs/tab-props.ts";
import { Touch } from "./touch.tsx";

const FAILED = "Couldn't load the opt-ins";

/** What brought the lead, touch by touch, oldest first; of many the first, the open one and the latest. */
export function OptInsTab({ leadId, optIn: open }: TabProps) {
  const query = useInfiniteQuery(openLeadQueries.optIns(leadId));
  const { hasNextPage } = query;
  const { items, total } = latestIn(query.data);
  const latest = inOrderOfTime(items.toReversed());
  const first = useQuery({ ...openLeadQueries.firstOptIn(leadId, total), enabled: hasNextPage });
  const isShown = [...latest, first.data].some((touch) => touch?.id === open);
  const isFar = open !== undefined && !isShown && hasNextPage;
  const far = useQuery({ ...openLeadQueries.optIn(leadId, isFar ? open : ""), enabled: isFar });
  const early = hasNextPage ? [first.data, far.data].flatMap((touch) => touch ?? []) : [];
  const isMissing = far.data === null || (open && !isShown && !hasNextPage && !query.isFetching);
  const card = (touch: LeadOptIn, marks: readonly string[]) => (
    <Touch key={touch.id} touch={touch} marks={marks} isOpen={touch.id === open} />
  );
  return (
    <Latest query={query} failed={FAILED} lines={8} className="space-y-4">
      {far.error && (
        <ProblemBar title={FAILED} error={far.error} onRetry={() => void far.refetch()} />
      )}
      {isMissing && (
        <p role="status" className="text-text-muted">
          The opt-in that this link leads to can't be found
        </p>
      )}
      {latest.length === 0 && <p className="text-text-muted">No opt-ins recorded</p>}
      {/* One list, so that a card keeps its element when the pages between have come. */}
      {[
        ...early.map((touch) => card(touch, touch.id === first.data?.id ? ["First touch"] : [])),
        <ShowMore key="more" query={query}>
          {hasNextPage
            ? `Showing the first${far.data ? ", the opened" : ""} and the latest ${inDigits(latest.length)} of ${inDigits(total)} opt-ins`
            : `Showing all ${inDigits(total)} opt-ins`}
        </ShowMore>,
        ...latest.map((touch, at) => card(touch, touchMarks(total - latest.length + at, total))),
      ]}
    </Latest>
  );
}

/** Opt-ins as touches in order of time; those of one moment stay as they came. */
export const inOrderOfTime = <Touch extends Pick<OptIn, "created_at">>(
  optIns: readonly Touch[],
): Touch[] => optIns.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));

/** What a touch is called by its place; a single one is first and latest at once. */
export const touchMarks = (index: number, count: number): string[] => [
  ...(index === 0 ? ["First touch"] : []),
  ...(index === count - 1 ? ["Latest touch"] : []),
];
