import { randomUUID } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import type { StatusChange } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { isForLeads } from "#api/contract/vocabulary.ts";
import { type Dictionary, readDictionary } from "./dictionary.ts";
import { leadOf } from "./lead-rows.ts";
import { seqOfLead } from "./leads.ts";
import type { Store } from "./open.ts";
import type { LeadsTable, StatusChangesTable, Tables } from "./tables.ts";
import { recountLead } from "./tally.ts";
import { iso } from "./time.ts";

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

type LeadRow = Selectable<LeadsTable>;
type ChangeRow = Selectable<StatusChangesTable>;
type Refusal = { outcome: "unknown-lead" } | { outcome: "unknown-status" | "not-for-leads" };

type Result<L, Change> =
  | { outcome: "changed"; lead: L; change: Change }
  | { outcome: "unchanged"; lead: L }
  | { outcome: "conflict"; lead: L; latestChange: Change | null }
  | Refusal;

export type StatusResult = Result<Lead, StatusChange>;

/**
 * Gives a lead a status and records who did it, both or neither. A lead that has the status
 * already is left as it is. A conflict changes nothing and shows what the lead has become.
 */
export async function changeStatus(store: Store, wish: StatusWish): Promise<StatusResult> {
  const result = await store.write((tx) => tryToChange(tx, wish));
  if (!("lead" in result)) return result;
  // Only now: before the commit the dictionary may lack what the lead points at.
  const dictionary = await readDictionary(store);
  const lead = leadOf(result.lead, dictionary);
  const change = (row: ChangeRow) => changeOf(row, lead.id, dictionary);
  switch (result.outcome) {
    case "changed":
      return { ...result, lead, change: change(result.change) };
    case "unchanged":
      return { ...result, lead };
    case "conflict":
      return { ...result, lead, latestChange: result.latestChange && change(result.latestChange) };
  }
}

/** A lead's status changes, newest first; `null` when there is no such lead. */
export async function listStatusChanges(
  store: Store,
  leadId: string,
): Promise<StatusChange[] | null> {
  const lead = await seqOfLead(store, leadId);
  if (lead === null) return null;
  const rows = await store.db
    .selectFrom("status_changes")
    .selectAll()
    .where("lead", "=", lead)
    .orderBy("seq", "desc")
    .execute();
  const dictionary = await readDictionary(store);
  return rows.map((row) => changeOf(row, leadId.toLowerCase(), dictionary));
}

async function tryToChange(
  tx: Transaction<Tables>,
  wish: StatusWish,
): Promise<Result<LeadRow, ChangeRow>> {
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
  return record(tx, wish, lead, status.seq);
}

async function readLatestChange(tx: Transaction<Tables>, lead: number): Promise<ChangeRow | null> {
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

async function record(
  tx: Transaction<Tables>,
  { actor, undoOf }: StatusWish,
  before: LeadRow,
  status: number,
): Promise<Result<LeadRow, ChangeRow>> {
  const lead = { ...before, status, updated_at: Date.now() };
  await tx
    .updateTable("leads")
    .set({ status, updated_at: lead.updated_at })
    .where("seq", "=", lead.seq)
    .execute();
  await recountLead(tx, before, lead);
  const change = await tx
    .insertInto("status_changes")
    .values({
      id: randomUUID(),
      lead: lead.seq,
      from_status: before.status,
      to_status: status,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      undo_of: undoOf?.toLowerCase() ?? null,
      at: lead.updated_at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { outcome: "changed", lead, change };
}

function changeOf(row: ChangeRow, leadId: string, dictionary: Dictionary): StatusChange {
  return {
    id: row.id,
    lead_id: leadId,
    from: namedStatus(row.from_status, dictionary),
    to: namedStatus(row.to_status, dictionary),
    by: { kind: row.actor_kind, name: row.actor_name },
    at: iso(row.at),
    not_before: row.not_before === null ? null : iso(row.not_before),
    undo_of: row.undo_of,
  };
}

function namedStatus(seq: number, { statuses }: Dictionary) {
  const status = statuses.get(seq);
  if (!status) throw new Error(`A change names status ${seq}, which isn't in the database`);
  return { id: status.id, name: status.name };
}
