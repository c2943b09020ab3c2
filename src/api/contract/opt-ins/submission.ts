import * as z from "zod/mini";
import { text } from "../fields.ts";
import { complaint, endpoint, success } from "../endpoint.ts";
import { EmailAddress } from "../text/email-address.ts";
import {
  optionalAnswers,
  optionalField,
  optionalId,
  optionalLine,
  optionalPhone,
  optionalReference,
  requiredLine,
} from "./submitted-fields.ts";
import { trimmed } from "../text/visible-text.ts";
import { SOURCES } from "../vocabulary.ts";

/**
 * What a sender may write. Blank and `null` optional fields both count as not given; `Submission`
 * has them as `null`, and all text without what can't be read.
 */
export const Submission = z
  .object(
    {
      email: EmailAddress,
      first_name: requiredLine("first_name"),
      source: z.pipe(
        z.transform((given: (typeof SOURCES)[number]) =>
          typeof given === "string" ? trimmed(given) : given,
        ),
        z.enum(SOURCES, { error: `source must be one of: ${SOURCES.join(", ")}` }),
      ),
      last_name: optionalLine("last_name"),
      phone_e164: optionalPhone,
      /** In live mode and here it is put right by the number, so that any name of a country will do. */
      phone_country: optionalLine("phone_country"),
      provider_form_id: optionalId("provider_form_id"),
      provider_form_name: optionalLine("provider_form_name"),
      external_reference: optionalReference("external_reference"),
      questions_answers: optionalAnswers,
      traffic: optionalField(
        z.object(
          {
            utm_source: optionalLine("traffic.utm_source"),
            utm_medium: optionalLine("traffic.utm_medium"),
            utm_campaign: optionalLine("traffic.utm_campaign"),
            utm_content: optionalLine("traffic.utm_content"),
            utm_term: optionalLine("traffic.utm_term"),
            referrer: optionalLine("traffic.referrer"),
            landing_page: optionalLine("traffic.landing_page"),
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
