import { useInfiniteQuery } from "@tanstack/react-query";
import type { LeadActivity, StatusChange, UnrecordedSubmission } from "#api/contract/lead-views.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { itemsOf, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { whoChanged } from "#dashboard/domain/status/change/who-changed.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { callAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { PendingLines } from "../parts/lines-placeholder.tsx";
import { LINK } from "../parts/outside-link.tsx";
import { ShowMore } from "../parts/show-more.tsx";

const FAILED = "Couldn't load the activity";

/** What happened to the lead here, newest first: status changes, and what wasn't recorded. */
export function ActivityTab({ leadId }: { readonly leadId: string }) {
  const query = useInfiniteQuery(leadQueries.activity(leadId));
  const { data, error, refetch, hasNextPage, isFetchNextPageError, fetchNextPage } = query;
  const retry = () => void (isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) return <PendingLines count={2} title={FAILED} error={error} onRetry={retry} />;
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

const MINUTE = 60_000;

interface ChangeSpan {
  readonly from: string;
  readonly to: string;
  /** Both lie on one day of the viewer's calendar. */
  readonly isWithinDay: boolean;
}

/** The time in which a change happened that was seen later; nothing where it is as good as a moment. */
export function changeSpan({
  not_before: from,
  at: to,
}: Pick<StatusChange, "not_before" | "at">): ChangeSpan | undefined {
  // Also for what isn't a date.
  if (from === null || !(Date.parse(to) - Date.parse(from) >= MINUTE)) return undefined;
  const isWithinDay = new Date(from).toDateString() === new Date(to).toDateString();
  return { from, to, isWithinDay };
}

/** A person who was submitted with this lead's reference and is nowhere else: how to reach them. */
const Unrecorded = ({ submission }: { readonly submission: UnrecordedSubmission }) => (
  <>
    <p>Another submission with this reference was not recorded</p>
    <p className="wrap-anywhere">
      <bdi className="font-medium">{leadName(submission)}</bdi>
      {" · "}
      <a href={mailAddress(submission.email)} className={LINK}>
        <bdi>{submission.email}</bdi>
      </a>
      {submission.phone_e164 !== null && (
        <>
          {" · "}
          <a href={callAddress(submission.phone_e164)} className={`tabular ${LINK}`}>
            <bdi>{submission.phone_e164}</bdi>
          </a>
        </>
      )}
    </p>
    <p className="text-xs wrap-anywhere text-text-muted">
      {sentenceCase(submission.source)}, reference <bdi>{submission.external_reference}</bdi>
    </p>
    <p className="text-xs text-text-muted">
      {submission.times > 1 && `Sent ${inDigits(submission.times)} times, last on `}
      <Moment iso={submission.at} />
    </p>
  </>
);
