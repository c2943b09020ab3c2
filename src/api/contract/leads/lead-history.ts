import * as z from "zod/mini";
import { complaint, endpoint, IdParams, pageQuery, success, successPage } from "../endpoint.ts";
import { nullableText, text, wholeNumber } from "../fields.ts";
import { LeadView, ListedLead } from "./lead-views.ts";
import { OptInDetails } from "../opt-ins/opt-ins.ts";

/** Our own endpoints for one lead: its opt-ins, what happened to it, and its status. */

/** A status change as it was recorded here: who, from, to, when. */
export const StatusChange = z.object({
  id: text,
  lead_id: text,
  from: z.object({ id: text, name: text }),
  to: z.object({ id: text, name: text }),
  by: z.object({ kind: z.enum(["person", "key", "hermon"]), name: text }),
  at: text,
  /** A change seen in Hermon was made between then and `at`; `null` where `at` is the moment itself. */
  not_before: nullableText,
  /** The change this one took back. */
  undo_of: nullableText,
});
export type StatusChange = z.infer<typeof StatusChange>;

/** A submission that came with the reference of this lead's opt-in and another person's e-mail. */
export const UnrecordedSubmission = z.object({
  kind: z.literal("unrecorded-submission"),
  id: text,
  /** The lead whose reference it is, not the person who was submitted. */
  lead_id: text,
  source: text,
  external_reference: text,
  email: text,
  first_name: text,
  last_name: nullableText,
  phone_e164: nullableText,
  /** How often this person was submitted with it. */
  times: wholeNumber,
  /** When they last were. */
  at: text,
});
export type UnrecordedSubmission = z.infer<typeof UnrecordedSubmission>;

/** What happened to a lead here. */
export const LeadActivity = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("status-change"), ...StatusChange.shape }),
  UnrecordedSubmission,
]);
export type LeadActivity = z.infer<typeof LeadActivity>;

/** `details` of the 409 of a status change: what someone else made of the lead meanwhile. */
export const StatusConflict = z.object({
  lead: ListedLead,
  latest_change: z.nullable(StatusChange),
});
export type StatusConflict = z.infer<typeof StatusConflict>;

/** An opt-in as the drawer shows it. */
export const LeadOptIn = z.object({
  ...OptInDetails.shape,
  /** Answers and attribution weren't read from Hermon yet. */
  details_missing: z.optional(z.literal(true)),
});
export type LeadOptIn = z.infer<typeof LeadOptIn>;

/** Waits for Hermon; in own record nothing is fresher than what is there. */
export const getFreshLead = endpoint({
  name: "getFreshLead",
  summary: "A lead's details and opt-ins, read from Hermon now",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id/fresh",
  params: IdParams,
  answer: success(
    z.object({
      lead: LeadView,
      /** The latest of them, newest first, as the first page of `listLeadOptIns`. */
      opt_ins: z.array(LeadOptIn),
      total_opt_ins: wholeNumber,
    }),
  ),
  success: { 200: "Lead fetched successfully" },
});

/** How many opt-ins and activities come with a lead; the rest by further pages. */
export const LATEST = 50;

export const listLeadOptIns = endpoint({
  name: "listLeadOptIns",
  summary: "A lead's opt-ins with answers and attribution, newest first",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id/opt-ins",
  params: IdParams,
  query: z.object(pageQuery(LATEST)),
  answer: successPage(LeadOptIn),
  success: { 200: "Opt-ins fetched successfully" },
});

export const listLeadActivity = endpoint({
  name: "listLeadActivity",
  summary: "What happened to a lead here: status changes and what wasn't recorded, newest first",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id/activity",
  params: IdParams,
  query: z.object(pageQuery(LATEST)),
  answer: successPage(LeadActivity),
  success: { 200: "Activity fetched successfully" },
});

/**
 * Sets a status and says whether the lead is still as the person saw it. A 409 carries
 * {@link StatusConflict} in `details` and changes nothing.
 */
export const changeLeadStatus = endpoint({
  name: "changeLeadStatus",
  summary: "Change a lead's status, or take a change back",
  access: "change-status",
  method: "PATCH",
  path: "/api/dashboard/leads/:id/status",
  params: IdParams,
  body: z.object(
    {
      status_id: z.guid(complaint("status_id", "a UUID")),
      /** The status on the person's screen. Left out: change it whatever it is. */
      expected_status_id: z.optional(z.guid(complaint("expected_status_id", "a UUID"))),
      /** The change to take back; refused unless it is still the lead's latest. */
      undo_of: z.optional(z.guid(complaint("undo_of", "a UUID"))),
    },
    complaint("body", "a JSON object"),
  ),
  answer: success(
    z.object({
      lead: ListedLead,
      /** `null` when the lead already had that status. */
      change: z.nullable(StatusChange),
    }),
  ),
  success: { 200: "Lead status updated successfully" },
});
