import { randomUUID } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import type { ChangeRow } from "../../statuses/status-request.ts";
import type { PendingChangesTable, Tables } from "../../tables.ts";
import type { Reading } from "../rows/reading.ts";

type Tx = Transaction<Tables>;

interface SeenChange {
  /** `leads.seq` */
  readonly lead: number;
  /** `statuses.seq` */
  readonly from: number;
  readonly to: number;
  /** When the lead was last seen with its old status, in milliseconds since 1970. */
  readonly lastSeen: number;
}

/**
 * How long a change that Hermon never confirmed may still turn up, in milliseconds. A lead that is
 * read later and doesn't show it never will: who gives it that status then is someone else.
 */
const LATE = 10 * 60_000;

/**
 * Records that a lead has another status than it had here. It is the change of whoever sent one
 * like it to Hermon and is still without an answer; else it was made in Hermon itself, some time
 * since the lead was last seen.
 */
export async function recordSeenChange(tx: Tx, seen: SeenChange): Promise<void> {
  const pending = await tx
    .selectFrom("pending_changes")
    .selectAll()
    .where("lead", "=", seen.lead)
    .where("to_status", "=", seen.to)
    .orderBy("at")
    .limit(1)
    .executeTakeFirst();
  if (pending) await recordPending(tx, pending, { from: seen.from, notBefore: pending.at });
  else await recordForeign(tx, seen);
}

/**
 * A change that was pending was made: now, as Hermon has just said, or some time since it was sent.
 */
export async function recordPending(
  tx: Tx,
  { lead, to_status, at: _sent, from_status: _assumed, ...who }: Selectable<PendingChangesTable>,
  { from, notBefore = null }: { readonly from: number; readonly notBefore?: number | null },
): Promise<ChangeRow> {
  // All that wanted the same: a person who heard nothing may have asked again.
  await tx
    .deleteFrom("pending_changes")
    .where("lead", "=", lead)
    .where("to_status", "=", to_status)
    .execute();
  return tx
    .insertInto("status_changes")
    .values({ ...who, lead, from_status: from, to_status, at: Date.now(), not_before: notBefore })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function recordForeign(tx: Tx, { lead, from, to, lastSeen }: SeenChange): Promise<void> {
  const at = Date.now();
  await tx
    .insertInto("status_changes")
    .values({
      id: randomUUID(),
      lead,
      from_status: from,
      to_status: to,
      actor_kind: "hermon",
      actor_id: null,
      actor_name: "Hermon",
      undo_of: null,
      at,
      // The clock may have been set back since.
      not_before: Math.min(lastSeen, at),
    })
    .execute();
}

/** Forgets changes that these leads, read with these statuses, would show by now. */
export async function forgetLateChanges(
  tx: Tx,
  { order }: Reading,
  leads: readonly { readonly seq: number; readonly status: number }[],
): Promise<void> {
  if (!order) return;
  const pending = await tx
    .selectFrom("pending_changes")
    .select(["id", "lead", "to_status"])
    .execute();
  for (const { id, lead, to_status } of pending) {
    const isLate = order.at - order.soFar.sent(id) > LATE;
    const isSeen = leads.some(({ seq, status }) => seq === lead && status !== to_status);
    if (isLate && isSeen) await tx.deleteFrom("pending_changes").where("id", "=", id).execute();
  }
}
