import { useInfiniteQuery } from "@tanstack/react-query";
import type { LeadActivity, StatusChange } from "#api/contract/lead-views.ts";
import { itemsOf, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { whoChanged } from "#dashboard/domain/status/change/who-changed.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { LinesPlaceholder } from "../parts/lines-placeholder.tsx";
import { ShowMore } from "../parts/show-more.tsx";
import { changeSpan } from "./change-span.ts";
import { Unrecorded } from "./unrecorded.tsx";

const FAILED = "Couldn't load the activity";

/** What happened to the lead here, newest first: status changes, and what wasn't recorded. */
export function ActivityTab({ leadId }: { readonly leadId: string }) {
  const query = useInfiniteQuery(leadQueries.activity(leadId));
  const { data, error, refetch, hasNextPage, isFetchNextPageError, fetchNextPage } = query;
  const retry = () => void (isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) {
    return error ? (
      <Problem title={FAILED} error={error} onRetry={retry} />
    ) : (
      <LinesPlaceholder count={2} />
    );
  }
  const entries = itemsOf(data);
  const total = data.pages.at(-1)?.total ?? 0;
  return (
    <div className="space-y-3">
      {error && <ProblemBar title={FAILED} error={error} onRetry={retry} />}
      {entries.length === 0 ? (
        <p className="text-text-muted">No status changes recorded here yet</p>
      ) : (
        <ol className="space-y-3">
          {entries.map((entry) => (
            <li key={entry.id} className="border-l-2 border-border pl-3">
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      )}
      {(hasNextPage || data.pages.length > 1) && (
        <ShowMore query={query}>
          {hasNextPage
            ? `Showing the latest ${inDigits(entries.length)} of ${inDigits(total)}`
            : `Showing all ${inDigits(total)}`}
        </ShowMore>
      )}
    </div>
  );
}

const Entry = ({ entry }: { readonly entry: LeadActivity }) =>
  entry.kind === "status-change" ? <Change change={entry} /> : <Unrecorded submission={entry} />;

const Change = ({ change }: { readonly change: StatusChange }) => (
  <>
    <p className="wrap-anywhere">
      <bdi translate="no" className="font-medium">
        {whoChanged(change)}
      </bdi>{" "}
      changed <bdi>{change.from.name}</bdi>
      <span aria-hidden> → </span>
      <span className="sr-only"> to </span>
      <bdi>{change.to.name}</bdi>
    </p>
    <p className="text-xs text-text-muted">
      <ChangeTime change={change} />
      {change.undo_of !== null && " · Undid a change"}
    </p>
  </>
);

/** When a status was changed; of a change seen in Hermon, between which two moments. */
function ChangeTime({ change }: { readonly change: StatusChange }) {
  const span = changeSpan(change);
  if (!span) return <Moment iso={change.at} />;
  return (
    <>
      Between <Moment iso={span.from} /> and{" "}
      {span.isWithinDay ? <TimeOfDay iso={span.to} /> : <Moment iso={span.to} />}
    </>
  );
}

const TimeOfDay = ({ iso }: { readonly iso: string }) => (
  <time dateTime={iso} title={dates.exact(iso)} className="tabular">
    {dates.clock(iso, Date.parse(iso))}
  </time>
);
