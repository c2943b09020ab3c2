import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { LeadOptIn } from "#api/contract/lead-views.ts";
import type { OptIn } from "#api/contract/opt-ins.ts";
import { itemsOf, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { PendingLines } from "../parts/lines-placeholder.tsx";
import { ShowMore } from "../parts/show-more.tsx";
import { Touch } from "./touch.tsx";

const FAILED = "Couldn't load the opt-ins";

interface OptInsTabProps {
  readonly leadId: string;
  /** The one that the lead is opened at. */
  readonly openOptIn: string | undefined;
}

/** What brought the lead, touch by touch, oldest first; of many the first, the open one and the latest. */
export function OptInsTab({ leadId, openOptIn }: OptInsTabProps) {
  const query = useInfiniteQuery(leadQueries.optIns(leadId));
  const { data, error, refetch, hasNextPage, isFetchNextPageError, fetchNextPage } = query;
  const total = data?.pages.at(-1)?.total ?? 0;
  const first = useQuery({ ...leadQueries.firstOptIn(leadId, total), enabled: hasNextPage });
  const latest = data ? inOrderOfTime(itemsOf(data).toReversed()) : [];
  const isShown = [...latest, first.data].some((touch) => touch?.id === openOptIn);
  const isFar = openOptIn !== undefined && !isShown && hasNextPage;
  const far = useQuery({ ...leadQueries.optIn(leadId, isFar ? openOptIn : ""), enabled: isFar });
  const retry = () => void (isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) return <PendingLines count={8} title={FAILED} error={error} onRetry={retry} />;
  const isWholeRead = !hasNextPage && !query.isFetching;
  const isMissing = far.data === null || (openOptIn && !isShown && isWholeRead);
  const early = hasNextPage
    ? inOrderOfTime([first.data, far.data].flatMap((one) => one ?? []))
    : [];
  const card = (touch: LeadOptIn, marks: readonly string[]) => (
    <Touch key={touch.id} touch={touch} marks={marks} isOpen={touch.id === openOptIn} />
  );
  return (
    <div className="space-y-4">
      {error && <ProblemBar title={FAILED} error={error} onRetry={retry} />}
      {far.error && (
        <ProblemBar title={FAILED} error={far.error} onRetry={() => void far.refetch()} />
      )}
      {isMissing && (
        <p role="status" className="text-text-muted">
          The opt-in that this link leads to isn't there, or no longer
        </p>
      )}
      {latest.length === 0 && <p className="text-text-muted">No opt-ins recorded</p>}
      {/* One list, so that a card keeps its element when the pages between have come. */}
      {[
        ...early.map((touch) => card(touch, touch.id === first.data?.id ? ["First touch"] : [])),
        (hasNextPage || data.pages.length > 1) && (
          <ShowMore key="more" query={query}>
            {hasNextPage
              ? `Showing the first${far.data ? ", the opened" : ""} and the latest ${inDigits(latest.length)} of ${inDigits(total)} opt-ins`
              : `Showing all ${inDigits(total)} opt-ins`}
          </ShowMore>
        ),
        ...latest.map((touch, at) => card(touch, touchMarks(total - latest.length + at, total))),
      ]}
    </div>
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
