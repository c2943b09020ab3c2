import { randomUUID } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { UnrecordedSubmission } from "#api/contract/leads/lead-history.ts";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { visible } from "#api/contract/text/visible-text.ts";
import { recordChanges } from "../events/record-changes.ts";
import type { Tables, UnrecordedSubmissionsTable } from "../tables.ts";
import { iso } from "../time.ts";

/**
 * Keeps a submission whose reference is that of another person's opt-in. The same person's again is
 * counted, so that a sender who tries over and over fills nothing.
 * @param leadId whose reference it is
 */
export async function keepUnrecorded(
  tx: Transaction<Tables>,
  leadId: string,
  submission: Submission,
): Promise<void> {
  await recordChanges(tx, { details: [leadId] });
  const last = {
    lead_id: leadId,
    email: submission.email,
    first_name: submission.first_name,
    at: Date.now(),
  };
  // What an earlier one said and this one doesn't stays known.
  const known = {
    ...(submission.last_name && { last_name: submission.last_name }),
    ...(submission.phone_e164 && { phone_e164: submission.phone_e164 }),
  };
  const external_reference = visible(submission.external_reference) ?? "";
  const { source } = submission;
  const email_key = emailKey(submission.email);
  // Nobody else writes meanwhile.
  const { numUpdatedRows } = await tx
    .updateTable("unrecorded_submissions")
    .set((eb) => ({ ...last, ...known, times: eb("times", "+", 1) }))
    .where("external_reference", "=", external_reference)
    .where("source", "=", source)
    .where("email_key", "=", email_key)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await tx
    .insertInto("unrecorded_submissions")
    .values({
      ...last,
      ...known,
      id: randomUUID(),
      source,
      external_reference,
      email_key,
      times: 1,
    })
    .execute();
}

/** As the lead's activity shows it. */
export const unrecordedOf = (
  row: Selectable<UnrecordedSubmissionsTable>,
): UnrecordedSubmission => ({
  kind: "unrecorded-submission",
  id: row.id,
  lead_id: row.lead_id,
  source: row.source,
  external_reference: row.external_reference,
  email: row.email,
  first_name: row.first_name,
  last_name: row.last_name,
  phone_e164: row.phone_e164,
  times: row.times,
  at: iso(row.at),
});
