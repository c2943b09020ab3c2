import type { Selectable, Transaction } from "kysely";
import { isForLeads } from "#api/contract/vocabulary.ts";
import type { LeadsTable, StatusChangesTable, Tables } from "../tables.ts";

/** Who changes a status: a person signed in here, an API key, or Hermon itself. */
export interface Actor {
  readonly kind: StatusChangesTable["actor_kind"];
  readonly id: string | null;
  readonly name: string;
}

export interface StatusWish {
  readonly leadId: string;
  readonly statusId: string;
  readonly actor: Actor;
  /** The status the actor saw; left out: change it whatever it is. */
  readonly expectedStatusId?: string | undefined;
  /** The change to take back, which must still be the lead's latest. */
  readonly undoOf?: string | undefined;
}

export type LeadRow = Selectable<LeadsTable>;
export type ChangeRow = Selectable<StatusChangesTable>;

/** Why nothing is changed. A conflict shows what the lead has become. */
export type Objection<L, Change> =
  | { outcome: "unchanged"; lead: L }
  | { outcome: "conflict"; lead: L; latestChange: Change | null }
  | { outcome: "unknown-lead" }
  | { outcome: "unknown-status" | "not-for-leads" };

/** What stands against a wish, or the lead as it is with the `seq` of the status it is to get. */
export async function judgeWish(
  tx: Transaction<Tables>,
  wish: StatusWish,
): Promise<Objection<LeadRow, ChangeRow> | { outcome: "allowed"; lead: LeadRow; to: number }> {
  const lead = await tx
    .selectFrom("leads")
    .selectAll()
    .where("id", "=", wish.leadId.toLowerCase())
    .executeTakeFirst();
  if (!lead) return { outcome: "unknown-lead" };
  const status = await tx
    .selectFrom("statuses")
    .select(["seq", "type"])
    .where("id", "=", wish.statusId.toLowerCase())
    .executeTakeFirst();
  if (!status) return { outcome: "unknown-status" };
  if (status.seq === lead.status) return { outcome: "unchanged", lead };
  if (!isForLeads(status)) return { outcome: "not-for-leads" };
  const latestChange = await readLatestChange(tx, lead.seq);
  if (await isOutdated(tx, wish, lead, status.seq, latestChange)) {
    return { outcome: "conflict", lead, latestChange };
  }
  return { outcome: "allowed", lead, to: status.seq };
}

/** A lead's latest status change; `null` when none was recorded. */
export async function readLatestChange(
  tx: Transaction<Tables>,
  lead: number,
): Promise<ChangeRow | null> {
  const latest = await tx
    .selectFrom("status_changes")
    .selectAll()
    .where("lead", "=", lead)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest ?? null;
}

/** Whether the lead is no longer as the actor saw it. */
async function isOutdated(
  tx: Transaction<Tables>,
  { expectedStatusId, undoOf }: StatusWish,
  lead: LeadRow,
  to: number,
  latest: ChangeRow | null,
): Promise<boolean> {
  if (undoOf && (latest?.id !== undoOf.toLowerCase() || latest.from_status !== to)) return true;
  if (!expectedStatusId) return false;
  const present = await tx
    .selectFrom("statuses")
    .select("id")
    .where("seq", "=", lead.status)
    .executeTakeFirstOrThrow();
  return present.id !== expectedStatusId.toLowerCase();
}
