import * as z from "zod/mini";
import { nullableText, text, wholeNumber } from "./fields.ts";
import { complaint, endpoint, IdParams, PageQuery, success, successPage } from "./endpoint.ts";
import { SOURCES } from "./vocabulary.ts";

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

export const MAX_ANSWERS = 50;

const givenText = (field: string) => z.nullish(z.string(complaint(field, "a string")));

const requiredText = (field: string) =>
  z
    .string(complaint(field, "a string"))
    .check(z.trim(), z.minLength(1, complaint(field, "filled in")));

/** What a sender may write. Blank and `null` optional fields both count as not given. */
export const Submission = z
  .object(
    {
      email: z
        .string(complaint("email", "a string"))
        .check(
          z.trim(),
          z.maxLength(320, complaint("email", "at most 320 characters long")),
          z.email(complaint("email", "an e-mail address")),
        ),
      first_name: requiredText("first_name"),
      source: z.enum(SOURCES, { error: `source must be one of: ${SOURCES.join(", ")}` }),
      last_name: givenText("last_name"),
      phone_e164: z.nullish(
        z
          .string(complaint("phone_e164", "a string"))
          .check(z.e164(complaint("phone_e164", "in E.164 format, e.g. +14155552671"))),
      ),
      phone_country: z.nullish(
        z
          .string(complaint("phone_country", "a string"))
          .check(
            z.regex(
              /^[A-Za-z]{2}$/,
              complaint("phone_country", "a two-letter ISO country code, e.g. DE"),
            ),
            z.toUpperCase(),
          ),
      ),
      provider_form_id: givenText("provider_form_id"),
      provider_form_name: givenText("provider_form_name"),
      external_reference: givenText("external_reference"),
      questions_answers: z.nullish(
        z
          .array(
            z.object(
              {
                question: z.string(complaint("questions_answers: question", "a string")),
                answer: z.string(complaint("questions_answers: answer", "a string")),
                /** Where it stands in the form, from 0; the place in the array when left out. */
                position: z.optional(
                  z
                    .int(complaint("questions_answers: position", "a whole number of at least 0"))
                    .check(
                      z.minimum(
                        0,
                        complaint("questions_answers: position", "a whole number of at least 0"),
                      ),
                    ),
                ),
              },
              complaint("questions_answers", "a list of objects"),
            ),
            complaint("questions_answers", "a list"),
          )
          .check(
            z.maxLength(
              MAX_ANSWERS,
              complaint("questions_answers", `at most ${MAX_ANSWERS} pairs long`),
            ),
          ),
      ),
      traffic: z.nullish(
        z.object(
          {
            utm_source: givenText("traffic.utm_source"),
            utm_medium: givenText("traffic.utm_medium"),
            utm_campaign: givenText("traffic.utm_campaign"),
            utm_content: givenText("traffic.utm_content"),
            utm_term: givenText("traffic.utm_term"),
            referrer: givenText("traffic.referrer"),
            landing_page: givenText("traffic.landing_page"),
          },
          complaint("traffic", "an object"),
        ),
      ),
    },
    complaint("body", "a JSON object"),
  )
  .check(
    z.refine((submission) => !submission.phone_e164 || Boolean(submission.phone_country), {
      error: "phone_country is required if phone_e164 is provided",
      path: ["phone_country"],
    }),
  );
export type Submission = z.infer<typeof Submission>;

export const submitOptIn = endpoint({
  name: "submitOptIn",
  summary: "Submit an opt-in",
  access: "key",
  method: "POST",
  path: "/api/opt-in/submit",
  body: Submission,
  answer: success(z.object({ opt_in_id: text, lead_id: text, is_new_lead: z.boolean() })),
  success: { 201: "Lead created via opt-in", 200: "Opt-in recorded for existing lead" },
});

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
