import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "kysely";
import type { BillingDetails } from "#api/contract/leads.ts";
import type { Tables } from "../tables.ts";

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
 * @param sentAt when they were asked for, in milliseconds since 1970
 * @returns whether anything but their age was different
 */
export async function storeLeadDetails(
  tx: Transaction<Tables>,
  id: string,
  { billing_details, ...details }: MirroredLeadDetails,
  sentAt: number,
): Promise<boolean> {
  const stored = await tx
    .selectFrom("leads")
    .select(["billing_details", "ai_source_summary", "notes", "appointments", "contracts"])
    .select(["payments", "opt_ins", "details_read_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!stored || (stored.details_read_at ?? 0) > sentAt) return false;
  const { details_read_at: readBefore, ...before } = stored;
  const after = { ...details, billing_details: billing_details && JSON.stringify(billing_details) };
  await tx
    .updateTable("leads")
    .set({ ...after, details_read_at: sentAt })
    .where("id", "=", id)
    .execute();
  return readBefore === null || !isDeepStrictEqual(after, { ...before });
}
