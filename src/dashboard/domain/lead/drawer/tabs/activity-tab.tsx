import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type {
  LeadActivity,
  StatusChange,
  UnrecordedSubmission,
} from "#api/contract/leads/lead-history.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName, whoChanged } from "#dashboard/domain/people/names.ts";
import { StatusBadge } from "#dashboard/domain/status/badge/status-badge.tsx";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { callAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { useMinute } from "#dashboard/ui/timing.ts";
import { LINK } from "../parts/texts.tsx";
import { Latest, latestIn, ShowMore } from "../parts/latest.tsx";
import { openLeadQueries } from "../queries.ts";
import type { TabProps } from "./tab-props.ts";

/** What happened to the lead here, newest first, by day: status changes, and what wasn't recorded. */
export function ActivityTab({ leadId }: TabProps) {
  const query = useInfiniteQuery(openLeadQueries.activity(leadId));
  const { items, total } = latestIn(query.data);
  const now = useMinute();
  return (
    <Latest query={query} failed="Couldn't load the activity" lines={2} className="space-y-4">
      {items.length === 0 && <p className="text-text-muted">No status changes recorded here yet</p>}
      {byDay(items, now).map(([day, entries]) => (
        <section key={day}>
          <h3 className="mb-1.5 font-semibold">{day}</h3>
          <ol className="space-y-3">
            {entries.map((entry) => (
              <li key={entry.id} className="border-l-2 border-border pl-3">
                <Entry entry={entry} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <ShowMore query={query}>
        {query.hasNextPage
          ? `Showing the latest ${inDigits(items.length)} of ${inDigits(total)}`
          : `Showing all ${inDigits(total)}`}
      </ShowMore>
    </Latest>
  );
}

/** Entries under what the viewer calls their days, both as they come. */
export const byDay = <Timed extends { readonly at: string }>(
  entries: readonly Timed[],
  now: number,
): [string, Timed[]][] => [...Map.groupBy(entries, ({ at }) => dates.dayHeading(at, now))];

const Entry = ({ entry }: { readonly entry: LeadActivity }) =>
  entry.kind === "status-change" ? <Change change={entry} /> : <Unrecorded submission={entry} />;

const Change = ({ change }: { readonly change: StatusChange }) => (
  <div className="flex flex-wrap items-baseline justify-between gap-x-3">
    <p className="wrap-anywhere">
      <bdi translate="no" className="font-medium">
        {whoChanged(change)}
      </bdi>{" "}
      changed <RecordedStatus {...change.from} />
      <span aria-hidden> → </span>
      <span className="sr-only"> to </span>
      <RecordedStatus {...change.to} />
    </p>
    <p className="ml-auto text-xs text-text-muted">
      <ChangeTime change={change} />
      {change.undo_of !== null && " · Undid a change"}
    </p>
  </div>
);

/** A status by the name that it had, in the colours that it has, if there still is one. */
function RecordedStatus({ id, name }: StatusChange["from"]) {
  const { data: workspace } = useQuery(workspaceQuery);
  const status = workspace?.statuses.find((one) => one.id === id) ?? NO_LONGER_THERE;
  return <StatusBadge status={{ ...status, id, name }} />;
}

const NO_LONGER_THERE = { role: "", description: null, text_color: null, bg_color: null };

/** When a status was changed; of a change seen in Hermon, between which two moments. */
function ChangeTime({ change }: { readonly change: StatusChange }) {
  const span = changeSpan(change);
  // The heading says the day.
  if (!span) return <Moment iso={change.at} isOnlyTime />;
  const { from, to, isWithinDay } = span;
  return (
    <>
      Between <Moment iso={from} isOnlyTime={isWithinDay} /> and <Moment iso={to} isOnlyTime />
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
      {submission.times > 1 && `Sent ${inDigits(submission.times)} times, last at `}
      <Moment iso={submission.at} isOnlyTime />
    </p>
  </>
);
