import * as z from "zod/mini";
import { nullableText, text, wholeNumber } from "../fields.ts";
import { complaint, endpoint, IdParams, PageQuery, success, successPage } from "../endpoint.ts";

/** An opt-in as lists have it. */
export const OptIn = z.object({
  id: text,
  lead_id: text,
  source: text,
  provider_form_id: nullableText,
  provider_form_name: nullableText,
  /** Whatever the sender sent: a link or any text. Untrusted. */
  external_reference: nullableText,
  created_at: text,
});
export type OptIn = z.infer<typeof OptIn>;

/** A question as it is read: with an `id`, in no promised order. */
export const QuestionAnswer = z.object({
  id: text,
  question: text,
  answer: nullableText,
  position: wholeNumber,
});
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

/** The seven parts of a touch's attribution, in the order in which they are shown. */
export const ATTRIBUTION_FIELDS = [
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_content",
  "utm_term",
  "referrer",
  "landing_page",
] as const;

export const TrafficAttribution = z.object({
  utm_source: nullableText,
  utm_medium: nullableText,
  utm_campaign: nullableText,
  /** With `user_` in front it is the Clerk id of the setter, not an ad's name. */
  utm_content: nullableText,
  utm_term: nullableText,
  referrer: nullableText,
  landing_page: nullableText,
});
export type TrafficAttribution = z.infer<typeof TrafficAttribution>;

/** An opt-in as its own endpoint has it. */
export const OptInDetails = z.object({
  ...OptIn.shape,
  question_answers: z.array(QuestionAnswer),
  traffic_attribution: TrafficAttribution,
});
export type OptInDetails = z.infer<typeof OptInDetails>;

/** Starts a `utm_content` that names a setter by Clerk id. */
export const SETTER_LINK_PREFIX = "user_";

export const listOptIns = endpoint({
  name: "listOptIns",
  summary: "List opt-ins, newest first",
  access: "key",
  method: "GET",
  path: "/api/external/opt-ins",
  query: z.object({
    ...PageQuery,
    source: z.optional(text),
    lead_id: z.optional(z.guid(complaint("lead_id", "a UUID"))),
  }),
  answer: successPage(OptIn),
  success: { 200: "Opt-ins fetched successfully" },
});

export const getOptIn = endpoint({
  name: "getOptIn",
  summary: "Get an opt-in's details",
  access: "key",
  method: "GET",
  path: "/api/external/opt-ins/:id",
  params: IdParams,
  answer: success(OptInDetails),
  success: { 200: "Opt-in fetched successfully" },
});
