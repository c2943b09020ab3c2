import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "kysely";
import type { BillingDetails } from "#api/contract/leads/leads.ts";
import type { Tables } from "../../tables.ts";
import { isOlder, type Reading } from "./reading.ts";

/** What only Hermon's details of a lead have. */
export interface MirroredLeadDetails {
  readonly billing_details: BillingDetails | null;
  readonly ai_source_summary: string | null;
  readonly notes: number;
  readonly appointments: number;
  readonly contracts: number;
  readonly payments: number;
  readonly opt_ins: number;
}

/**
 * Takes over what only the details have, of a lead that is there, unless newer ones are here.
 * @returns whether anything but their age was different
 */
export async function storeLeadDetails(
  tx: Transaction<Tables>,
  id: string,
  { billing_details, ...details }: MirroredLeadDetails,
  reading: Reading,
): Promise<boolean> {
  const stored = await tx
    .selectFrom("leads")
    .select(["billing_details", "ai_source_summary", "notes", "appointments", "contracts"])
    .select(["payments", "opt_ins", "seq", "read_at", "details_read_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!stored) return false;
  const { seq, read_at, details_read_at: readBefore, ...before } = stored;
  if (isOlder(reading, (soFar) => soFar.details(seq))) return false;
  const { sentAt } = reading;
  // They aren't behind a lead that was read with them, though the clock may have been set back since.
  const isNewest = !isOlder(reading, (soFar) => soFar.lead(seq));
  const notAfter = read_at && Math.min(read_at, sentAt);
  const after = { ...details, billing_details: billing_details && JSON.stringify(billing_details) };
  await tx
    .updateTable("leads")
    .set({ ...after, details_read_at: sentAt, ...(isNewest && { read_at: notAfter }) })
    .where("id", "=", id)
    .execute();
  return readBefore === null || !isDeepStrictEqual(after, { ...before });
}
