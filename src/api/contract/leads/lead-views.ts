import * as z from "zod/mini";
import { nullableText, text, wholeNumber } from "../fields.ts";
import { endpoint, IdParams, PageQuery, success, successPage } from "../endpoint.ts";
import { LeadQueryParameters } from "./lead-query.ts";
import { Lead, LeadDetails } from "./leads.ts";

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
