import { randomUUID } from "node:crypto";
import { recordChanges } from "../../events/record-changes.ts";
import type { Store } from "../../open.ts";
import {
  type ChangeRow,
  judgeRequest,
  type LeadRow,
  type Objection,
  type StatusRequest,
} from "../../statuses/status-request.ts";
import { recordPending } from "./seen-changes.ts";

/** A status change that is about to be sent to Hermon. */
export interface PendingChange {
  /** The `id` it will have among the status changes. */
  readonly id: string;
  /** `leads.id` */
  readonly leadId: string;
  /** `statuses.id` of what it changes from. */
  readonly fromStatusId: string;
}

/**
 * Notes a status change before it is sent, if nothing stands against it: should the server die in
 * between, whoever reads the lead next knows whose change it was.
 */
export function beginChange(
  store: Store,
  request: StatusRequest,
): Promise<Objection<LeadRow, ChangeRow> | { outcome: "begun"; pending: PendingChange }> {
  return store.write(async (tx) => {
    const judged = await judgeRequest(tx, request);
    if (judged.outcome !== "allowed") return judged;
    const { lead, to } = judged;
    const { actor, undoOf } = request;
    const id = randomUUID();
    const row = {
      id,
      lead: lead.seq,
      from_status: lead.status,
      to_status: to,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      undo_of: undoOf?.toLowerCase() ?? null,
      at: Date.now(),
    };
    await tx.insertInto("pending_changes").values(row).execute();
    const from = await tx
      .selectFrom("statuses")
      .select("id")
      .where("seq", "=", lead.status)
      .executeTakeFirstOrThrow();
    return { outcome: "begun", pending: { id, leadId: lead.id, fromStatusId: from.id } };
  });
}

/** Forgets a change that Hermon refused. */
export async function forgetChange(store: Store, id: string): Promise<void> {
  await store.write((tx) => tx.deleteFrom("pending_changes").where("id", "=", id).execute());
}

/**
 * Gives the lead the status that Hermon has confirmed, and records the change. Does nothing when
 * the change was recorded already, because someone read the lead meanwhile.
 * @param onConfirmed told of the lead's `seq` within the transaction: a page that was asked for
 *   before now may still show the old status
 */
export function confirmChange(
  store: Store,
  id: string,
  onConfirmed: (lead: number) => void = () => {},
): Promise<void> {
  return store.write(async (tx) => {
    const pending = await tx
      .selectFrom("pending_changes")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (!pending) return;
    const { lead: seq, to_status: status } = pending;
    const lead = await tx
      .selectFrom("leads")
      .selectAll()
      .where("seq", "=", seq)
      .executeTakeFirstOrThrow();
    await recordPending(tx, pending, { from: lead.status });
    await tx
      .updateTable("leads")
      .set({ status, read_at: Date.now() })
      .where("seq", "=", seq)
      .execute();
    await recordChanges(tx, { leads: [lead.id] });
    onConfirmed(seq);
  });
}

/** The leads whose changes Hermon hasn't confirmed, by id. */
export async function listPendingLeads({ db }: Store): Promise<string[]> {
  const rows = await db
    .selectFrom("pending_changes")
    .innerJoin("leads", "leads.seq", "pending_changes.lead")
    .select("leads.id")
    .distinct()
    .execute();
  return rows.map(({ id }) => id);
}

/** What became of a change: the lead as it is now, with the change if it was recorded. */
export async function readOutcome(
  { db }: Store,
  { id, leadId }: PendingChange,
): Promise<{
  lead: LeadRow | undefined;
  /** The `statuses.id` it has. */
  statusId: string | undefined;
  change: ChangeRow | undefined;
  latest: ChangeRow | undefined;
}> {
  const lead = await db.selectFrom("leads").selectAll().where("id", "=", leadId).executeTakeFirst();
  const status = await db
    .selectFrom("statuses")
    .select("id")
    .where("seq", "=", lead?.status ?? 0)
    .executeTakeFirst();
  const change = await db
    .selectFrom("status_changes")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  const latest = await db
    .selectFrom("status_changes")
    .selectAll()
    .where("lead", "=", lead?.seq ?? 0)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return { lead, statusId: status?.id, change, latest };
}
