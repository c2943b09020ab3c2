import { CircleAlert } from "lucide";
import type { ReactNode } from "react";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import type { LeadView } from "#api/contract/lead-views.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Fact, Facts, NotGiven, Section } from "#dashboard/ui/facts.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { UntilRead } from "../freshness/until-read.tsx";
import { LongText } from "../parts/long-text.tsx";
import { NoteOrigin } from "./note-origin.tsx";
import type { TabProps } from "./tab-props.ts";

/** A lead at a glance. What the list knew stands there while the rest is on its way. */
export function SummaryTab({ leadId, lead, details: { data, error, refetch } }: TabProps) {
  const line = <Skeleton className="h-5" />;
  const isUnread = data?.details_as_of === null;
  const read = isUnread ? undefined : data;
  const untilRead = (part: ReactNode) =>
    isUnread ? <UntilRead leadId={leadId} placeholder={part} /> : part;
  return (
    <div className="space-y-5">
      {error && (
        <ProblemBar
          title="Couldn't load the lead's details"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {(data || !error) && (
        <Section title="Source summary" note="Written by AI from the lead's opt-ins">
          <div className="min-h-20">{untilRead(<SourceSummary details={read} />)}</div>
        </Section>
      )}
      <Section title="Next touch point">
        {lead ? <NextTouchPoint lead={lead} /> : <Skeleton className="h-5 w-1/2" />}
      </Section>
      <LatestNote lead={lead} />
      {(data || !error) && (
        <Section title="Records">{untilRead(<Records counts={read?.counts} />)}</Section>
      )}
      <Facts>
        <Fact name="Source">{lead ? <Sources lead={lead} /> : line}</Fact>
        <Fact name="Created">{lead ? <Moment iso={lead.created_at} /> : line}</Fact>
        <Fact name="Updated">{lead ? <Moment iso={lead.updated_at} /> : line}</Fact>
      </Facts>
    </div>
  );
}

function SourceSummary({ details }: { readonly details: LeadView | undefined }) {
  if (!details) return <Skeleton className="h-20" />;
  const text = details.ai_source_summary?.trim();
  if (text) return <LongText text={text} />;
  return (
    <p className="flex min-h-20 items-center justify-center rounded-md border border-dashed border-border px-3 text-text-muted">
      No summary was written for this lead
    </p>
  );
}

/** When to get in touch next, and how; an overdue one says so in words. */
function NextTouchPoint({ lead }: { readonly lead: Lead }) {
  const now = useMinute();
  const at = lead.next_touch_point_date;
  const text = touchPoint(lead, now);
  if (!text) return <p className="text-text-muted">None planned</p>;
  const isOverdue = overdue(lead, now) !== undefined;
  return (
    <p
      title={at ? dates.exact(at) : undefined}
      className={isOverdue ? "flex items-center gap-1.5 text-danger" : undefined}
    >
      {isOverdue && <Icon of={CircleAlert} className="size-4 shrink-0" />}
      <span className="min-w-0 wrap-anywhere">
        {isOverdue && <span className="font-medium">Overdue: </span>}
        <bdi>{text}</bdi>
      </span>
    </p>
  );
}

const LatestNote = ({ lead }: { readonly lead: Lead | undefined }) => {
  const note = lead?.latest_note;
  const text = note?.note.trim();
  return (
    <Section title="Latest note" note={note && <NoteOrigin note={note} />}>
      {text && <LongText text={text} />}
      {lead && !text && <p className="text-text-muted">No note yet</p>}
      {!lead && <Skeleton className="h-5" />}
    </Section>
  );
};

const RECORDS = [
  ["Notes", "notes"],
  ["Appointments", "appointments"],
  ["Contracts", "contracts"],
  ["Payments", "payments"],
  ["Opt-ins", "opt_ins"],
] as const satisfies readonly (readonly [string, keyof LeadDetails["counts"]])[];

/** How much of everything there is. */
const Records = ({ counts }: { readonly counts: LeadDetails["counts"] | undefined }) => (
  <dl className="grid grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))] gap-2">
    {RECORDS.map(([name, kind]) => (
      <div key={kind} className="flex flex-col-reverse">
        <dt className="text-xs text-text-muted">{name}</dt>
        <dd className="tabular h-6 text-base/6 font-semibold">
          {counts ? inDigits(counts[kind]) : <Skeleton className="mt-1 h-4 w-6" />}
        </dd>
      </div>
    ))}
  </dl>
);

/** The source, and beside it the first and latest by name where those say more. */
const Sources = ({ lead }: { readonly lead: Lead }) => {
  const all = [sentenceCase(lead.source), lead.first_source.name, lead.last_source.name];
  const names = new Map(all.flatMap((name) => (name?.trim() ? [[name.toLowerCase(), name]] : [])));
  return names.size > 0 ? <bdi>{[...names.values()].join(" · ")}</bdi> : <NotGiven />;
};
