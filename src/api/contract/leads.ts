import * as z from "zod/mini";
import { complaint, endpoint, IdParams, PageQuery, success, successPage } from "./endpoint.ts";
import { LeadStatus } from "./statuses.ts";

const Timestamp = z.string();

/** `first_source` and `last_source`: an object even when empty, so test `name`, never the object. */
export const SourceDetails = z.object({
  id: z.nullable(z.string()),
  name: z.nullable(z.string()),
});

export const Note = z.object({
  id: z.string(),
  note: z.string(),
  appointment_id: z.nullable(z.string()),
  /** Only ever `null` in the reference's samples. */
  created_by: z.optional(z.nullable(z.union([z.string(), z.looseObject({})]))),
  created_at: Timestamp,
});
export type Note = z.infer<typeof Note>;

/** A lead as lists have it. */
export const Lead = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.nullable(z.string()),
  email: z.string(),
  phone_e164: z.nullable(z.string()),
  phone_country: z.nullable(z.string()),
  source: z.string(),
  /** Owners are e-mail addresses. */
  assigned_setter: z.nullable(z.string()),
  assigned_closer: z.nullable(z.string()),
  assigned_triager: z.nullable(z.string()),
  next_touch_point_date: z.nullable(Timestamp),
  next_touch_point_type: z.nullable(z.string()),
  first_source: SourceDetails,
  last_source: SourceDetails,
  status: LeadStatus,
  latest_note: z.nullable(Note),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Lead = z.infer<typeof Lead>;

/** Empty values are `""` or `null`, and the sample has fields the table doesn't: all are kept. */
export const BillingDetails = z.looseObject({
  business_name: z.optional(z.nullable(z.string())),
  address: z.optional(z.nullable(z.string())),
  zipcode: z.optional(z.nullable(z.string())),
  province: z.optional(z.nullable(z.string())),
  country: z.optional(z.nullable(z.string())),
  vat_number: z.optional(z.nullable(z.string())),
});
export type BillingDetails = z.infer<typeof BillingDetails>;

export const LeadCountsOfRecords = z.object({
  notes: z.int(),
  appointments: z.int(),
  contracts: z.int(),
  payments: z.int(),
  opt_ins: z.int(),
});

/** A lead as its own endpoint has it. */
export const LeadDetails = z.object({
  ...Lead.shape,
  billing_details: z.nullable(BillingDetails),
  ai_source_summary: z.nullable(z.string()),
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
    source: z.optional(z.string()),
    status_role: z.optional(z.string()),
    /** Owners are asked for by e-mail, without regard to case and outer spaces. */
    setter: z.optional(z.string()),
    closer: z.optional(z.string()),
    triage: z.optional(z.string()),
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
  answer: success(z.object({ id: z.string() })),
  success: { 200: "Lead status updated successfully" },
});
