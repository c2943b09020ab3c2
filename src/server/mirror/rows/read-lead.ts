import type { MirroredLeadDetails } from "#server/store/mirrored/rows/lead-details.ts";
import type { MirroredLead } from "#server/store/mirrored/rows/leads.ts";
import * as z from "zod/mini";
import type { BillingDetails, SourceDetails } from "#api/contract/leads/leads.ts";
import {
  countryCode,
  isSoundNumber,
  readPhoneNumber,
} from "#server/store/submissions/phone-numbers.ts";
import {
  countOf,
  type Fields,
  fieldsOf,
  filledKeyOf,
  isFields,
  isShallow,
  textOf,
} from "./lenient.ts";
import { momentOf } from "./moment.ts";
import { readNote } from "./read-note.ts";
import { type Read, readRow } from "./read.ts";
import { readLeadStatus } from "./read-status.ts";

/** What came without a source counts as this one. */
export const UNKNOWN_SOURCE = "UNKNOWN";

type Source = z.infer<typeof SourceDetails>;

/**
 * A lead of Hermon's list, or of its own endpoint. Unreadable only without a UUID as its `id`: any
 * other field that is missing or wrong is read as not given. Never throws.
 */
export const readLead = (row: unknown): Read<MirroredLead> =>
  readRow(row, (lead, id) => ({ ok: true, value: leadOf(lead, id) }));

function leadOf(lead: Fields, id: string): MirroredLead {
  const touchPoint = momentOf(lead.next_touch_point_date);
  const created = momentOf(lead.created_at);
  const updated = momentOf(lead.updated_at);
  return {
    id,
    first_name: textOf(lead.first_name) ?? "",
    last_name: textOf(lead.last_name),
    email: textOf(lead.email) ?? "",
    phone_e164: numberOf(lead),
    phone_country: textOf(lead.phone_country),
    source: filledKeyOf(lead.source) ?? UNKNOWN_SOURCE,
    setter: ownerOf(lead.assigned_setter),
    closer: ownerOf(lead.assigned_closer),
    triager: ownerOf(lead.assigned_triager),
    next_touch_point_at: touchPoint?.at ?? null,
    next_touch_point_is_day: touchPoint?.isDay ?? false,
    next_touch_point_type: textOf(lead.next_touch_point_type),
    first_source: sourceOf(lead.first_source),
    last_source: sourceOf(lead.last_source),
    status: readLeadStatus(lead.status),
    latest_note: readNote(lead.latest_note, { id, moment: updated ?? created }),
    created_at: created?.at ?? null,
    created_is_day: created?.isDay ?? false,
    updated_at: updated?.at ?? null,
    updated_is_day: updated?.isDay ?? false,
  };
}

/** A number that can be called, where it is certain which one is meant; else as it came. */
function numberOf({ phone_e164, phone_country }: Fields): string | null {
  const number = textOf(phone_e164);
  if (number === null || isSoundNumber(number)) return number;
  return readPhoneNumber(number, countryCode(textOf(phone_country)))?.phone_e164 ?? number;
}

/** A person as an e-mail, or as an object that has one. */
function ownerOf(value: unknown): string | null {
  const email = isFields(value) ? value.email : value;
  return typeof email === "string" ? (filledKeyOf(email)?.trim() ?? null) : null;
}

/** A bare text is a source's name. */
function sourceOf(value: unknown): Source {
  if (typeof value === "string") return { id: null, name: textOf(value) };
  const { id, name } = fieldsOf(value);
  return { id: textOf(id), name: textOf(name) };
}

/** The details in the same row. Never fails: what is missing or wrong is `null` or 0. */
export function readLeadDetails(row: unknown): MirroredLeadDetails {
  const lead = fieldsOf(row);
  const counts = fieldsOf(lead.counts);
  return {
    billing_details: billingOf(lead.billing_details),
    ai_source_summary: textOf(lead.ai_source_summary),
    notes: countOf(counts.notes),
    appointments: countOf(counts.appointments),
    contracts: countOf(counts.contracts),
    payments: countOf(counts.payments),
    opt_ins: countOf(counts.opt_ins),
  };
}

/** What can't be written out again is left out. */
function billingOf(value: unknown): BillingDetails | null {
  const kept = Object.entries(fieldsOf(value)).filter(([, field]) => isShallow(field));
  return isFields(value) ? (Billing.safeParse(Object.fromEntries(kept)).data ?? null) : null;
}

const billingText = z.optional(z.pipe(z.unknown(), z.transform(textOf)));

/** As the contract's, but for its six fields, which may be anything. The others are kept. */
const Billing = z.looseObject({
  business_name: billingText,
  address: billingText,
  zipcode: billingText,
  province: billingText,
  country: billingText,
  vat_number: billingText,
});
