import * as contract from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import type { Log } from "#server/boot/log.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import { listOptIns, readOptIn } from "#server/store/opt-ins/opt-ins.ts";
import { countryCode, readPhoneNumber } from "#server/store/submissions/phone-numbers.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { paged } from "../../wire/paging.ts";
import { Refusal, unknownResource } from "../../wire/refusal.ts";

/** The documented endpoints for opt-ins. */
export function serveOptIns(serve: Serve, store: Store, record: LeadRecord, log: Log): void {
  serve(submitOptIn, async ({ body }) => {
    const submission = { ...body, ...phoneOf(body) };
    const { isUnrecorded, ...submitted } = await record.submitOptIn(submission);
    if (isUnrecorded) {
      const { opt_in_id, lead_id } = submitted;
      log.warn({ opt_in_id, lead_id }, "submission with another person's reference not recorded");
    }
    return { status: submitted.is_new_lead ? 201 : 200, data: submitted };
  });

  serve(contract.listOptIns, ({ query: { source, lead_id, ...paging }, context }) => {
    const filter = {
      ...(source !== undefined && { source: [source] }),
      ...(lead_id !== undefined && { lead_id: [lead_id] }),
    };
    return whileAsked(context.req.raw.signal, () =>
      paged(paging, (span) => listOptIns(store, { filter }, span)),
    );
  });

  serve(contract.getOptIn, async ({ params }) => {
    await record.refreshOptIn(params.id, "key");
    const optIn = await readOptIn(store, params.id);
    if (!optIn) throw unknownResource();
    return { data: optIn };
  });
}

/**
 * A submission's number as it can be called, with the country that it is in; without a number the
 * country alone.
 * @throws {Refusal} for what can't be a number or a country
 */
function phoneOf({ phone_e164: number, phone_country: country }: Submission) {
  const code = countryCode(country);
  const read = number ? readPhoneNumber(number, code) : { phone_e164: null, phone_country: code };
  if (country && !code && !read?.phone_country) {
    throw new Refusal(400, "phone_country must be a two-letter ISO country code, e.g. DE");
  }
  if (!read) throw new Refusal(400, "phone_e164 must be in E.164 format, e.g. +14155552671");
  return { ...read, phone_country: read.phone_country ?? code };
}
