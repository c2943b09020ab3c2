import * as z from "zod/mini";
import { nullableText, text, wholeNumber } from "../fields.ts";
import { complaint, endpoint, IdParams, PageQuery, success, successPage } from "../endpoint.ts";
import { LeadStatus } from "./statuses.ts";

/** `first_source` and `last_source`: an object even when empty, so test `name`, never the object. */
export const SourceDetails = z.object({
  id: nullableText,
  name: nullableText,
});

export const Note = z.object({
  id: text,
  note: text,
  appointment_id: nullableText,
  /** Only ever `null` in the reference's samples. */
  created_by: z.optional(z.nullable(z.union([text, z.looseObject({})]))),
  created_at: text,
});
export type Note = z.infer<typeof Note>;

/** A lead as lists have it. */
export const Lead = z.object({
  id: text,
  first_name: text,
  last_name: nullableText,
  email: text,
  phone_e164: nullableText,
  phone_country: nullableText,
  source: text,
  /** Owners are e-mail addresses. */
  assigned_setter: nullableText,
  assigned_closer: nullableText,
  assigned_triager: nullableText,
  /** A timestamp; a day ("2026-06-01") where Hermon gives one, here and in every `created_at`. */
  next_touch_point_date: nullableText,
  next_touch_point_type: nullableText,
  first_source: SourceDetails,
  last_source: SourceDetails,
  status: LeadStatus,
  latest_note: z.nullable(Note),
  created_at: text,
  updated_at: text,
});
export type Lead = z.infer<typeof Lead>;

/** Empty values are `""` or `null`, and the sample has fields the table doesn't: all are kept. */
export const BillingDetails = z.looseObject({
  business_name: z.optional(nullableText),
  address: z.optional(nullableText),
  zipcode: z.optional(nullableText),
  province: z.optional(nullableText),
  country: z.optional(nullableText),
  vat_number: z.optional(nullableText),
});
export type BillingDetails = z.infer<typeof BillingDetails>;

export const LeadCountsOfRecords = z.object({
  notes: wholeNumber,
  appointments: wholeNumber,
  contracts: wholeNumber,
  payments: wholeNumber,
  opt_ins: wholeNumber,
});

/** A lead as its own endpoint has it. */
export const LeadDetails = z.object({
  ...Lead.shape,
  billing_details: z.nullable(BillingDetails),
  ai_source_summary: nullableText,
  counts: LeadCountsOfRecords,
});
export type LeadDetails = z.infer<typeof LeadDetails>;

export const listLeads = endpoint({
  name: "listLeads",
  summary: "List leads, newest first",
  access: "key",
  method: "GET",
  path: "/api/external/leads",
  query: z.object({
    ...PageQuery,
    source: z.optional(text),
    status_role: z.optional(text),
    /** Owners are asked for by e-mail, without regard to case and outer spaces; a blank is a plus. */
    setter: z.optional(text),
    closer: z.optional(text),
    triage: z.optional(text),
  }),
  answer: successPage(Lead),
  success: { 200: "Leads fetched successfully" },
});

export const getLead = endpoint({
  name: "getLead",
  summary: "Get a lead's details",
  access: "key",
  method: "GET",
  path: "/api/external/leads/:id",
  params: IdParams,
  answer: success(LeadDetails),
  success: { 200: "Lead fetched successfully" },
});

export const StatusUpdate = z.object(
  { status_id: z.guid(complaint("status_id", "a UUID")) },
  complaint("body", "a JSON object"),
);

export const updateLeadStatus = endpoint({
  name: "updateLeadStatus",
  summary: "Set a lead's status",
  access: "key",
  method: "PATCH",
  path: "/api/external/leads/:id/status",
  params: IdParams,
  body: StatusUpdate,
  answer: success(z.object({ id: text })),
  success: { 200: "Lead status updated successfully" },
});
