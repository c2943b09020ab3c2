import type { Insertable } from "kysely";
import { SOURCES } from "#api/contract/vocabulary.ts";
import type { NewLead, NewOptIn } from "#server/store/additions.ts";
import type { Answer } from "#server/store/opt-ins/answers.ts";
import type { StatusChangesTable } from "#server/store/tables.ts";
import { hasPaid } from "./story/billing.ts";
import type { Source } from "./forms/forms.ts";
import type { Note } from "./story/notes.ts";
import { statusSeq } from "./statuses.ts";
import type { Story } from "./story/story.ts";
import type { Touch } from "./forms/touches.ts";

/** A lead with all that belongs to it, as the database takes it. */
export interface SampleLead {
  readonly lead: NewLead;
  readonly optIns: readonly NewOptIn[];
  readonly answers: readonly Answer[];
  readonly changes: readonly Insertable<StatusChangesTable>[];
}

/** `lead_sources.seq`: one for each source, in the contract's order, from 1. */
export const sourceSeq = (source: Source): number => SOURCES.indexOf(source) + 1;

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Puts a story into rows. `seq` is the lead's, `firstOptIn` that of its first opt-in. */
export function rowsOf(story: Story, seq: number, firstOptIn: number): SampleLead {
  return {
    lead: { seq, ...whoOf(story), ...whereOf(story), ...progressOf(story), ...recordsOf(story) },
    optIns: story.touches.map((touch, index) => optInRow(touch, firstOptIn + index, seq)),
    answers: story.touches.flatMap((touch, index) =>
      // Its own id is drawn, so that all that is drawn after it stays as it was, and not kept.
      touch.answers.map(({ id: _, ...answer }) => ({ ...answer, opt_in: firstOptIn + index })),
    ),
    changes: story.changes.map((change) => ({ ...change, lead: seq })),
  };
}

const whoOf = ({ id, contact }: Story) => ({
  id,
  first_name: contact.firstName,
  last_name: contact.lastName,
  email: contact.email,
  email_key: contact.email.toLowerCase(),
  own: 1 as const,
  phone_e164: contact.phone,
  phone_country: contact.phoneCountry,
});

/** Where the lead came from. */
function whereOf({ touches, sourcesKnown }: Story) {
  const { source } = touches[0].form;
  const { source: last } = (touches.at(-1) ?? touches[0]).form;
  return {
    source,
    first_source: sourcesKnown ? sourceSeq(source) : null,
    last_source: sourcesKnown ? sourceSeq(last) : null,
    opt_ins: touches.length,
  };
}

/** How far the lead has come, in whose hands. */
function progressOf({ createdAt, steps, owners, notes, touches, touchPoint }: Story) {
  const present = steps.at(-1) ?? steps[0];
  const hadCall = steps.some(({ appointment }) => appointment);
  const last = [createdAt, ...[...steps, ...notes, ...touches].map(({ at }) => at)];
  return {
    status: statusSeq(present.status),
    setter: owners.setter?.seq ?? null,
    closer: hadCall ? (owners.closer?.seq ?? null) : null,
    triager: owners.triager?.seq ?? null,
    next_touch_point_at: touchPoint?.at ?? null,
    next_touch_point_type: touchPoint?.type ?? null,
    created_at: createdAt,
    updated_at: Math.max(...last),
  };
}

/** What was written down about the lead, and how much of each there is. */
function recordsOf({ steps, notes, furtherNotes, billing, instalments, summary }: Story) {
  const payment = steps.find(hasPaid);
  const won = steps.some(({ status }) => status === "won");
  const latest = notes.at(-1);
  return {
    latest_note: latest ? JSON.stringify(noteOf(latest)) : null,
    billing_details: payment && billing ? JSON.stringify(stamped(billing, payment.at)) : null,
    ai_source_summary: summary,
    notes: latest ? notes.length + (latest.createdBy ? furtherNotes : 0) : 0,
    appointments: steps.filter(({ appointment }) => appointment).length,
    contracts: payment ? 1 : 0,
    payments: payment ? 1 + (won ? instalments : 0) : 0,
  };
}

const noteOf = ({ id, note, appointmentId, createdBy, at }: Note) => ({
  id,
  note,
  appointment_id: appointmentId,
  created_by: createdBy,
  created_at: iso(at),
});

const stamped = (billing: object, at: number) => ({
  ...billing,
  created_at: iso(at),
  updated_at: iso(at),
});

const optInRow = ({ id, form, reference, attribution, at }: Touch, seq: number, lead: number) => ({
  seq,
  id,
  lead,
  own: 1 as const,
  source: form.source,
  provider_form_id: form.id,
  provider_form_name: form.name,
  external_reference: reference,
  ...attribution,
  created_at: at,
});
