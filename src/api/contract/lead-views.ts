import * as z from "zod/mini";
import { nullableText, text, wholeNumber } from "./fields.ts";
import {
  complaint,
  endpoint,
  IdParams,
  PageQuery,
  pageQuery,
  success,
  successPage,
} from "./endpoint.ts";
import { LeadQueryParameters } from "./lead-query.ts";
import { Lead, LeadDetails } from "./leads.ts";
import { OptInDetails } from "./opt-ins.ts";

/** Our own endpoints for leads: what the dashboard needs and the documented API can't give. */

/** A lead as the dashboard lists it. What isn't known is `null`, or left out. */
export const ListedLead = z.object({
  ...Lead.shape,
  /** Since when it has its status, by the changes that were recorded here. */
  status_since: z.optional(nullableText),
  /** How many opt-ins it has. In live mode only its details say so. */
  opt_ins: z.optional(z.nullable(wholeNumber)),
  /** The name of a form of its opt-ins in which the search found a word. */
  found_form: z.optional(text),
});
export type ListedLead = z.infer<typeof ListedLead>;

/** A value of a filter and how many leads have it under the other filters. */
export const ValueCount = z.object({
  /** As the filter takes it. */
  value: text,
  count: wholeNumber,
});
export type ValueCount = z.infer<typeof ValueCount>;

export const LeadCounts = z.object({
  /** Leads that match. */
  total: wholeNumber,
  /** Leads there are. */
  all: wholeNumber,
  source: z.array(ValueCount),
  status: z.array(ValueCount),
  setter: z.array(ValueCount),
  closer: z.array(ValueCount),
  triager: z.array(ValueCount),
});
export type LeadCounts = z.infer<typeof LeadCounts>;

/** Where a lead stands in a list, whether it matches or not. */
export const LeadPosition = z.object({
  /** Row from 0 of the lead itself, or of the next one when it doesn't match. */
  index: wholeNumber,
  matches: z.boolean(),
  total: wholeNumber,
  previous: nullableText,
  next: nullableText,
});
export type LeadPosition = z.infer<typeof LeadPosition>;

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

/** A phone number as people write it. */
export const WrittenPhone = z.object({
  /** The lead's number that this is. */
  phone_e164: text,
  /** The ISO code of the number's own country; `null` where it may be one of several, or of none. */
  country: nullableText,
  /** As in that country. */
  national: text,
  international: text,
});
export type WrittenPhone = z.infer<typeof WrittenPhone>;

const OptInMoment = z.object({ source: text, created_at: text });

/** How many opt-ins of a lead are known here, and the first and the latest of them. */
export const OptInsInShort = z.object({
  total: wholeNumber,
  first: z.nullable(OptInMoment),
  latest: z.nullable(OptInMoment),
});
export type OptInsInShort = z.infer<typeof OptInsInShort>;

/** A lead's details as the drawer shows them. */
export const LeadView = z.object({
  ...LeadDetails.shape,
  /** Left out where there is no number, or what is there is none. */
  phone: z.optional(WrittenPhone),
  /** Left out in what is kept of a lead that is gone; every answer has it. */
  opt_ins_in_short: z.optional(OptInsInShort),
  /**
   * When the details were last read from Hermon; `null`: never, so what only they have isn't known.
   * Left out where the database is the record itself.
   */
  details_as_of: z.optional(nullableText),
  /**
   * When it was found that Hermon no longer has the lead: then all this is what was last known.
   * Left out while it is there.
   */
  gone_at: z.optional(text),
});
export type LeadView = z.infer<typeof LeadView>;

/** An opt-in as the drawer shows it. */
export const LeadOptIn = z.object({
  ...OptInDetails.shape,
  /** Answers and attribution weren't read from Hermon yet. */
  details_missing: z.optional(z.literal(true)),
});
export type LeadOptIn = z.infer<typeof LeadOptIn>;

export const listLeadsView = endpoint({
  name: "listLeadsView",
  summary: "List leads that match, in any order",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads",
  query: z.object({ ...LeadQueryParameters, ...PageQuery }),
  answer: successPage(ListedLead),
  success: { 200: "Leads fetched successfully" },
});

export const countLeads = endpoint({
  name: "countLeads",
  summary: "Exact counts of every filter's values under the other filters",
  access: "read",
  method: "GET",
  path: "/api/dashboard/lead-counts",
  query: z.object(LeadQueryParameters),
  answer: success(LeadCounts),
  success: { 200: "Lead counts fetched successfully" },
});

export const getLeadView = endpoint({
  name: "getLeadView",
  summary: "A lead's details, or what was last known of one that Hermon no longer has",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id",
  params: IdParams,
  answer: success(LeadView),
  success: { 200: "Lead fetched successfully" },
});

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

export const getLeadPosition = endpoint({
  name: "getLeadPosition",
  summary: "A lead's place and neighbours in a filtered list",
  access: "read",
  method: "GET",
  path: "/api/dashboard/leads/:id/position",
  params: IdParams,
  query: z.object(LeadQueryParameters),
  answer: success(LeadPosition),
  success: { 200: "Lead position fetched successfully" },
});

/** So many opt-ins come with a lead, and so much of its activity; the rest by further pages. */
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
