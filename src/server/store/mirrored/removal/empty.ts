import type { AuditActor } from "#api/contract/people/audit.ts";
import { recordAudit } from "../../audit/audit.ts";
import { recordChanges } from "../../events/record-changes.ts";
import type { Store } from "../../open.ts";
import { readTotals, type Totals } from "../totals.ts";

/** In an order in which no row refers to one that is gone. */
const MIRRORED = [
  "opt_in_answers",
  "opt_ins",
  "questions",
  "forms",
  "opt_in_counts",
  "pending_changes",
  "status_changes",
  "leads",
  "lead_counts",
  "gone",
  "unrecorded_submissions",
  "statuses",
  "lead_sources",
  "people",
] as const;

/**
 * Takes all out of a mirror that was copied from Hermon, and how far the copy was: then everything is
 * copied again, also by a server that runs. Accounts and API keys stay.
 * @returns how much there was
 */
export async function emptyMirror(store: Store, actor: AuditActor): Promise<Totals> {
  const totals = await readTotals(store);
  await store.write(async (tx) => {
    // A change may be the undoing of another.
    await tx.updateTable("status_changes").set({ undo_of: null }).execute();
    for (const table of MIRRORED) await tx.deleteFrom(table).execute();
    await tx.deleteFrom("facts").where("name", "=", "mirror_progress").execute();
    await recordChanges(tx, { others: true, optIns: true, statuses: true });
    const subject = { kind: "workspace", id: null } as const;
    await recordAudit(tx, { actor, action: "mirror-emptied", subject });
  });
  return totals;
}
