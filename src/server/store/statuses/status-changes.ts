import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { StatusChange } from "#api/contract/leads/lead-history.ts";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import { writeInBatch } from "../database/batched-write.ts";
import { type Dictionary, readDictionary } from "../dictionary.ts";
import { recordChanges } from "../events/record-changes.ts";
import { listedLeadOf, statusSince } from "../leads/lead-rows.ts";
import { seqOfLead } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import {
  type ChangeRow,
  judgeRequest,
  type LeadRow,
  type Objection,
  type StatusRequest,
} from "./status-request.ts";
import type { Tables } from "../tables.ts";
import { iso } from "../time.ts";

type Result<L, Change> = { outcome: "changed"; lead: L; change: Change } | Objection<L, Change>;

export type StatusResult = Result<ListedLead, StatusChange>;

/**
 * Gives a lead a status and records who did it, both or neither. A lead that has the status
 * already is left as it is. A conflict changes nothing and shows what the lead has become.
 */
export async function changeStatus(store: Store, request: StatusRequest): Promise<StatusResult> {
  const result = await store.write(async (tx) => {
    const judged = await judgeRequest(tx, request);
    return judged.outcome === "allowed" ? record(tx, request, judged.lead, judged.to) : judged;
  });
  return inApiTerms(store, result);
}

/** The same result in the API's terms. Only after the commit: before, the dictionary may lack what the lead points at. */
export async function inApiTerms(
  store: Store,
  result: Result<LeadRow, ChangeRow>,
): Promise<StatusResult> {
  if (!("lead" in result)) return result;
  const dictionary = await readDictionary(store);
  const { status_since } = await store.db
    .selectFrom("leads")
    .select(statusSince())
    .where("seq", "=", result.lead.seq)
    .executeTakeFirstOrThrow();
  const lead = listedLeadOf({ ...result.lead, status_since }, dictionary);
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
export const listStatusChanges = (store: Store, leadId: string): Promise<StatusChange[] | null> =>
  store.read(async (snapshot) => {
    const lead = await seqOfLead(snapshot, leadId);
    if (lead === null) return null;
    const rows = await snapshot.db
      .selectFrom("status_changes")
      .selectAll()
      .where("lead", "=", lead)
      .orderBy("seq", "desc")
      .execute();
    const dictionary = await readDictionary(snapshot);
    return rows.map((row) => changeOf(row, leadId.toLowerCase(), dictionary));
  });

async function record(
  tx: Transaction<Tables>,
  { actor, undoOf }: StatusRequest,
  before: LeadRow,
  status: number,
): Promise<Result<LeadRow, ChangeRow>> {
  const lead = { ...before, status, updated_at: Date.now() };
  const { updated_at } = lead;
  await writeInBatch(
    tx,
    tx.updateTable("leads").set({ status, updated_at }).where("seq", "=", lead.seq),
  );
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
      at: updated_at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordChanges(tx, { leads: [lead.id] });
  return { outcome: "changed", lead, change };
}

/** A change as the API has it; its lead and its statuses must be there. */
export function changeOf(row: ChangeRow, leadId: string, dictionary: Dictionary): StatusChange {
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
