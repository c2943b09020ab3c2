import { useInfiniteQuery } from "@tanstack/react-query";
import type { LeadActivity, StatusChange, UnrecordedSubmission } from "#api/contract/lead-views.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { whoChanged } from "#dashboard/domain/status/change/who-changed.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { callAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { LINK } from "../parts/outside-link.tsx";
import { Latest, latestIn, ShowMore } from "../parts/latest.tsx";
import type { TabProps } from "./tab-props.ts";

/** What happened to the lead here, newest first: status changes, and what wasn't recorded. */
export function ActivityTab({ leadId }: TabProps) {
  const query = useInfiniteQuery(leadQueries.activity(leadId));
  const { items, total } = latestIn(query.data);
  return (
    <Latest query={query} failed="Couldn't load the activity" lines={2} className="space-y-3">
      {items.length === 0 ? (
        <p className="text-text-muted">No status changes recorded here yet</p>
      ) : (
        <ol className="space-y-3">
          {items.map((entry) => (
            <li key={entry.id} className="border-l-2 border-border pl-3">
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      )}
      <ShowMore query={query}>
        {query.hasNextPage
          ? `Showing the latest ${inDigits(items.length)} of ${inDigits(total)}`
          : `Showing all ${inDigits(total)}`}
      </ShowMore>
    </Latest>
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
  const { from, to, isWithinDay } = span;
  return (
    <>
      Between <Moment iso={from} /> and <Moment iso={to} isOnlyTime={isWithinDay} />
    </>
  );
}

const MINUTE = 60_000;

/** The time in which a change happened that was seen later; nothing where it is as good as a moment. */
export function changeSpan({ not_before: from, at: to }: Pick<StatusChange, "not_before" | "at">) {
  // Also for what isn't a date.
  if (from === null || !(Date.parse(to) - Date.parse(from) >= MINUTE)) return undefined;
  // In the viewer's calendar.
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
