import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { itemsOf, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { LinesPlaceholder } from "../parts/lines-placeholder.tsx";
import { ShowMore } from "../parts/show-more.tsx";
import { Touch } from "./touch.tsx";
import { inOrderOfTime, touchMarks } from "./touches.ts";

const FAILED = "Couldn't load the opt-ins";

/** What brought the lead, touch by touch, oldest first; of many the first and the latest. */
export function OptInsTab({ leadId }: { readonly leadId: string }) {
  const query = useInfiniteQuery(leadQueries.optIns(leadId));
  const { data, error, refetch, hasNextPage, isFetchNextPageError, fetchNextPage } = query;
  const total = data?.pages.at(-1)?.total ?? 0;
  const first = useQuery({ ...leadQueries.firstOptIn(leadId, total), enabled: hasNextPage });
  const retry = () => void (isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) {
    return error ? (
      <Problem title={FAILED} error={error} onRetry={retry} />
    ) : (
      <LinesPlaceholder count={8} />
    );
  }
  const latest = inOrderOfTime(itemsOf(data).toReversed());
  const isWhole = !hasNextPage;
  return (
    <div className="space-y-4">
      {error && <ProblemBar title={FAILED} error={error} onRetry={retry} />}
      {latest.length === 0 && <p className="text-text-muted">No opt-ins recorded</p>}
      {!isWhole && first.data && <Touch touch={first.data} marks={["First touch"]} />}
      {(!isWhole || data.pages.length > 1) && (
        <ShowMore query={query}>
          {isWhole
            ? `Showing all ${inDigits(total)} opt-ins`
            : `Showing the first and the latest ${inDigits(latest.length)} of ${inDigits(total)} opt-ins`}
        </ShowMore>
      )}
      {latest.map((touch, index) => (
        <Touch
          key={touch.id}
          touch={touch}
          marks={touchMarks(total - latest.length + index, total)}
        />
      ))}
    </div>
  );
}
