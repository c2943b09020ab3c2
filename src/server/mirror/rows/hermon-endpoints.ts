import * as z from "zod/mini";
import { endpoint } from "#api/contract/endpoint.ts";
import { text } from "#api/contract/fields.ts";
import * as leads from "#api/contract/leads/leads.ts";
import * as optIns from "#api/contract/opt-ins/opt-ins.ts";
import * as statuses from "#api/contract/leads/statuses.ts";
import * as submission from "#api/contract/opt-ins/submission.ts";
import { answered, answeredPage, answeredRows } from "./envelope.ts";

/*
 * The documented endpoints as Hermon may really answer them. What is asked is the contract's; rows
 * come as they are, for `readLead`, `readOptIn` and `readStatus`.
 */

/** Gives rows for `readLead`, and a whole pagination. */
export const listLeadRows = endpoint({ ...leads.listLeads, answer: answeredPage });

/** Gives a row for `readLead` and `readLeadDetails`. */
export const getLeadRow = endpoint({ ...leads.getLead, answer: answered(z.unknown()) });

/** Gives rows for `readStatus`. */
export const listStatusRows = endpoint({ ...statuses.listStatuses, answer: answeredRows });

/** Gives rows for `readOptIn`, and a whole pagination. */
export const listOptInRows = endpoint({ ...optIns.listOptIns, answer: answeredPage });

/** Gives a row for `readOptIn` and `readOptInDetails`. */
export const getOptInRow = endpoint({ ...optIns.getOptIn, answer: answered(z.unknown()) });

/** Whatever it gives, it was done; what became of the lead is read afterwards. */
export const updateLeadStatus = endpoint({
  ...leads.updateLeadStatus,
  answer: answered(z._default(z.unknown(), null)),
});

/** Gives the two ids, without which a submission can't be fetched back. */
export const submitOptIn = endpoint({
  ...submission.submitOptIn,
  answer: answered(
    z.object({ opt_in_id: text, lead_id: text, is_new_lead: z.catch(z.boolean(), false) }),
  ),
});
