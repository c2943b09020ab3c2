import { type Selectable, sql } from "kysely";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";

import type { BillingDetails, Lead, LeadDetails, Note } from "#api/contract/leads/leads.ts";
import type { Dictionary } from "../dictionary.ts";
import { NOBODY } from "./lead-filter.ts";
import { addressOf } from "../people.ts";
import type { LeadsTable } from "./lead-tables.ts";
import { iso, momentText } from "../time.ts";

/** What a list reads of each lead. */
export const LIST_COLUMNS = [
  "id",
  "first_name",
  "last_name",
  "email",
  "phone_e164",
  "phone_country",
  "source",
  "status",
  "setter",
  "closer",
  "triager",
  "next_touch_point_at",
  "next_touch_point_is_day",
  "next_touch_point_type",
  "first_source",
  "last_source",
  "latest_note",
  "created_at",
  "created_is_day",
  "updated_at",
  "updated_is_day",
  "opt_ins",
  "read_at",
  "details_read_at",
] as const satisfies readonly (keyof LeadsTable)[];

const NO_SOURCE = Object.freeze({ id: null, name: null });

type ListRow = Pick<Selectable<LeadsTable>, (typeof LIST_COLUMNS)[number]>;

/** A lead as the API has it; its status and sources are shared by many. Throws when the row points at something the dictionary lacks. */
export function leadOf(row: ListRow, dictionary: Dictionary): Lead {
  return {
    id: row.id,
    first_name: row.first_name,
    last_name: row.last_name,
    email: row.email,
    phone_e164: row.phone_e164,
    phone_country: row.phone_country,
    source: row.source,
    assigned_setter: emailOf(row.setter, dictionary),
    assigned_closer: emailOf(row.closer, dictionary),
    assigned_triager: emailOf(row.triager, dictionary),
    next_touch_point_date:
      row.next_touch_point_at === null
        ? null
        : momentText(row.next_touch_point_at, row.next_touch_point_is_day),
    next_touch_point_type: row.next_touch_point_type,
    first_source: sourceOf(row.first_source, dictionary),
    last_source: sourceOf(row.last_source, dictionary),
    status: known(dictionary.leadStatuses.get(row.status), "status", row.status),
    latest_note: row.latest_note === null ? null : noteOf(row.latest_note),
    created_at: momentText(row.created_at, row.created_is_day),
    updated_at: momentText(row.updated_at, row.updated_is_day),
  };
}

/** The same as the dashboard lists it. `status_since` is {@link statusSince} of the same row. */
export function listedLeadOf(
  row: ListRow & { readonly status_since: number | null },
  dictionary: Dictionary,
): ListedLead {
  const isRecord = row.read_at === null;
  return {
    ...leadOf(row, dictionary),
    status_since: row.status_since === null ? null : iso(row.status_since),
    opt_ins: isRecord || row.details_read_at !== null ? row.opt_ins : null,
  };
}

/**
 * When a lead's latest recorded change gave it the status that it has. Where the database is the
 * record, one that was never changed has had it from the beginning; in a mirror that isn't known.
 */
export const statusSince = () =>
  sql<number | null>`case
    when leads.read_at is null then coalesce(${latestChange}, leads.created_at)
    else ${latestChange} end`.as("status_since");

const latestChange = sql`(
  select case when to_status = leads.status then at end from status_changes
  where status_changes.lead = leads.seq order by status_changes.seq desc limit 1)`;

/** The same with what only the details have. */
export function leadDetailsOf(row: Selectable<LeadsTable>, dictionary: Dictionary): LeadDetails {
  return {
    ...leadOf(row, dictionary),
    billing_details: row.billing_details === null ? null : billingOf(row.billing_details),
    ai_source_summary: row.ai_source_summary,
    counts: {
      notes: row.notes,
      appointments: row.appointments,
      contracts: row.contracts,
      payments: row.payments,
      opt_ins: row.opt_ins,
    },
  };
}

// What the store wrote itself needs no second parse by the contract.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only notes are written there
const noteOf = (json: string) => JSON.parse(json) as Note;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only billing details are
const billingOf = (json: string) => JSON.parse(json) as BillingDetails;

function emailOf(seq: number, { people }: Dictionary): string | null {
  return seq === NOBODY ? null : addressOf(known(people.get(seq), "person", seq));
}

function sourceOf(seq: number | null, { sources }: Dictionary): Lead["first_source"] {
  return seq === null ? NO_SOURCE : known(sources.get(seq), "source", seq);
}

function known<T>(entry: T | undefined, kind: string, seq: number): T {
  if (!entry) throw new Error(`A lead points at ${kind} ${seq}, which isn't in the database`);
  return entry;
}
