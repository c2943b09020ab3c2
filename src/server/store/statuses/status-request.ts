import type { Selectable, Transaction } from "kysely";
import { isForLeads } from "#api/contract/vocabulary.ts";
import type { LeadsTable } from "../leads/lead-tables.ts";
import type { StatusChangesTable, Tables } from "../tables.ts";

/** Who changes a status: a person signed in here, an API key, or Hermon itself. */
export interface Actor {
  readonly kind: StatusChangesTable["actor_kind"];
  readonly id: string | null;
  readonly name: string;
}

export interface StatusRequest {
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

/** What stands against a request, or the lead as it is with the `seq` of the status it is to get. */
export async function judgeRequest(
  tx: Transaction<Tables>,
  { leadId, statusId, expectedStatusId, undoOf }: StatusRequest,
): Promise<Objection<LeadRow, ChangeRow> | { outcome: "allowed"; lead: LeadRow; to: number }> {
  const lead = await tx
    .selectFrom("leads")
    .selectAll()
    .where("id", "=", leadId.toLowerCase())
    .executeTakeFirst();
  if (!lead) return { outcome: "unknown-lead" };
  const requested = statusId.toLowerCase();
  const statuses = await tx
    .selectFrom("statuses")
    .select(["seq", "id", "type"])
    .where((is) => is.or([is("id", "=", requested), is("seq", "=", lead.status)]))
    .execute();
  const status = statuses.find(({ id }) => id === requested);
  if (!status) return { outcome: "unknown-status" };
  if (status.seq === lead.status) return { outcome: "unchanged", lead };
  if (!isForLeads(status)) return { outcome: "not-for-leads" };
  const allowed = { outcome: "allowed", lead, to: status.seq } as const;
  const present = statuses.find(({ seq }) => seq === lead.status);
  const isAsSeen = !expectedStatusId || present?.id === expectedStatusId.toLowerCase();
  if (isAsSeen && !undoOf) return allowed;
  const latestChange = await readLatestChange(tx, lead.seq);
  const isUndoable =
    !undoOf ||
    (latestChange?.id === undoOf.toLowerCase() && latestChange.from_status === status.seq);
  return isAsSeen && isUndoable ? allowed : { outcome: "conflict", lead, latestChange };
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
