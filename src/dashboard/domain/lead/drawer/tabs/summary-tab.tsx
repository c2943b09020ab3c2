import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide";
import type { Lead, Note } from "#api/contract/leads/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { noteAuthor } from "#dashboard/domain/people/note-author.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { Fact, Facts, NotGiven } from "#dashboard/ui/facts.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { useMinute } from "#dashboard/ui/timing.ts";
import { UntilRead } from "../freshness/lead-age.tsx";
import { LongText } from "../parts/texts.tsx";
import { OptInsInShort } from "../summary/opt-ins-in-short.tsx";
import { Owners } from "../summary/owners.tsx";
import { Records } from "../summary/records.tsx";
import { Section } from "../summary/section.tsx";
import { SourceSummary } from "../summary/source-summary.tsx";
import type { TabProps } from "./tab-props.ts";

/** A lead at a glance, in the order of use. What the list knew stands there while the rest is on its way. */
export function SummaryTab({ leadId, lead, details: { data, error, refetch } }: TabProps) {
  const line = <Skeleton className="h-5" />;
  const isUnread = data?.details_as_of === null;
  return (
    <div className="space-y-5">
      {error && (
        <ProblemBar
          title="Couldn't load the lead's details"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      <Section title="Next touch point">
        {lead ? <NextTouchPoint lead={lead} /> : <Skeleton className="h-5 w-1/2" />}
      </Section>
      <LatestNote lead={lead} />
      <Owners lead={lead} />
      {(data || !error) && (
        <>
          <Section title="Opt-ins">
            <OptInsInShort details={data} />
          </Section>
          <Section title="Records">
            {isUnread ? (
              <UntilRead leadId={leadId} placeholder={<Records counts={undefined} />} />
            ) : (
              <Records counts={data?.counts} />
            )}
          </Section>
          <SourceSummary details={data} />
        </>
      )}
      <Facts>
        <Fact name="Source">{lead ? <Sources lead={lead} /> : line}</Fact>
        <Fact name="Created">{lead ? <Moment iso={lead.created_at} /> : line}</Fact>
        <Fact name="Updated">{lead ? <Moment iso={lead.updated_at} /> : line}</Fact>
      </Facts>
    </div>
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

/** Who wrote it, where that is known, and when. */
function NoteOrigin({ note }: { readonly note: Note }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const author = noteAuthor(note, ownerNames(workspace?.team ?? []));
  return (
    <>
      {author && (
        <span>
          <bdi translate="no" className="wrap-anywhere">
            {author}
          </bdi>
          ,{" "}
        </span>
      )}
      <Moment iso={note.created_at} />
    </>
  );
}

/** The source, and beside it the first and latest by name where those say more. */
const Sources = ({ lead }: { readonly lead: Lead }) => {
  const all = [sentenceCase(lead.source), lead.first_source.name, lead.last_source.name];
  const names = new Map(all.flatMap((name) => (name?.trim() ? [[name.toLowerCase(), name]] : [])));
  return names.size > 0 ? <bdi>{[...names.values()].join(" · ")}</bdi> : <NotGiven />;
};
