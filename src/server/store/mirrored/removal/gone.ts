import type { Selectable, Transaction } from "kysely";
import type { StatusChange } from "#api/contract/leads/lead-history.ts";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import type { OptInDetails } from "#api/contract/opt-ins/opt-ins.ts";
import { inBatches } from "../../batches.ts";
import { recordChanges } from "../../events/record-changes.ts";
import { readLeadView } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { listOptInsOfLead, readOptIn } from "../../opt-ins/opt-ins.ts";
import { listStatusChanges } from "../../statuses/status-changes.ts";
import type { LeadsTable } from "../../leads/lead-tables.ts";
import type { Tables } from "../../tables.ts";

type Tx = Transaction<Tables>;

/** With the account or key behind it, which stays with us. */
export interface GoneChange extends StatusChange {
  readonly actor_id: string | null;
}

/** All that was known of a lead when it was found to be gone. */
export interface GoneLead {
  readonly lead: LeadView;
  /** When it was read as it is here, in milliseconds since 1970. */
  readonly read_at?: number | null;
  readonly opt_ins: readonly OptInDetails[];
  readonly status_changes: readonly GoneChange[];
}

/**
 * Takes a lead that Hermon no longer has out of all lists; history keeps it.
 * @returns whether it was there
 */
export const removeLead = async (store: Store, id: string): Promise<boolean> =>
  (await removeLeads(store, [id])).length > 0;

/**
 * The same for several, in one commit.
 * @returns those that were there, by id
 */
export function removeLeads(store: Store, ids: readonly string[]): Promise<string[]> {
  return store.write(async (tx) => {
    const rows = await inBatches(inLowerCase(ids), (some) =>
      tx.selectFrom("leads").selectAll().where("id", "in", some).execute(),
    );
    for (const row of rows) await removeRow({ ...store, db: tx }, tx, row);
    const gone = rows.map(({ id }) => id);
    await recordChanges(tx, { gone });
    return gone;
  });
}

const inLowerCase = (ids: readonly string[]): string[] => ids.map((id) => id.toLowerCase());

async function removeRow(inside: Store, tx: Tx, row: Selectable<LeadsTable>): Promise<void> {
  await keep(tx, row.id, "lead", await readWhole(inside, row));
  await removeOptInsOf(tx, row.seq);
  await tx.deleteFrom("pending_changes").where("lead", "=", row.seq).execute();
  // A change may be the undoing of another, so that those go first.
  await tx
    .updateTable("status_changes")
    .set({ undo_of: null })
    .where("lead", "=", row.seq)
    .execute();
  await tx.deleteFrom("status_changes").where("lead", "=", row.seq).execute();
  await tx.deleteFrom("leads").where("seq", "=", row.seq).execute();
}

/** @param inside the store within the transaction, where nothing comes in between */
async function readWhole(
  inside: Store,
  { seq, id, read_at }: Pick<Selectable<LeadsTable>, "seq" | "id" | "read_at">,
): Promise<GoneLead> {
  const lead = await readLeadView(inside, id);
  const opt_ins = await listOptInsOfLead(inside, id);
  const status_changes = await listStatusChanges(inside, id);
  if (!lead || !opt_ins || !status_changes) throw new Error(`Lead ${id} went while it was read`);
  const actors = await readActors(inside, seq);
  const withActor = (change: StatusChange) => ({
    ...change,
    actor_id: actors.get(change.id) ?? null,
  });
  return { lead, read_at, opt_ins, status_changes: status_changes.map(withActor) };
}

async function readActors({ db }: Store, lead: number): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom("status_changes")
    .select(["id", "actor_id"])
    .where("lead", "=", lead)
    .execute();
  return new Map(rows.map(({ id, actor_id }) => [id, actor_id]));
}

/**
 * The same for a single opt-in.
 * @returns the id of the lead that it belonged to; `null` when it wasn't there
 */
export const removeOptIn = async (store: Store, id: string): Promise<string | null> =>
  (await removeOptIns(store, [id]))[0] ?? null;

/**
 * The same for several, in one commit.
 * @returns the leads that they belonged to, by id
 */
export function removeOptIns(store: Store, ids: readonly string[]): Promise<string[]> {
  return store.write(async (tx) => {
    const rows = await inBatches(inLowerCase(ids), (some) =>
      tx.selectFrom("opt_ins").select(["id", "seq"]).where("id", "in", some).execute(),
    );
    const leads = new Set<string>();
    for (const { id, seq } of rows) {
      const optIn = await readOptIn({ ...store, db: tx }, id);
      if (!optIn) throw new Error(`Opt-in ${id} went while it was read`);
      leads.add(optIn.lead_id);
      await keep(tx, id, "opt-in", optIn);
      await tx.deleteFrom("opt_in_answers").where("opt_in", "=", seq).execute();
      await tx.deleteFrom("opt_ins").where("seq", "=", seq).execute();
    }
    await recordChanges(tx, { details: [...leads], optIns: leads.size > 0 });
    return [...leads];
  });
}

async function removeOptInsOf(tx: Tx, lead: number): Promise<void> {
  await tx
    .deleteFrom("opt_in_answers")
    .where("opt_in", "in", (eb) => eb.selectFrom("opt_ins").select("seq").where("lead", "=", lead))
    .execute();
  await tx.deleteFrom("opt_ins").where("lead", "=", lead).execute();
}

async function keep(tx: Tx, id: string, kind: "lead" | "opt-in", record: object): Promise<void> {
  const row = { id, kind, record: JSON.stringify(record), at: Date.now() };
  await tx
    .insertInto("gone")
    .values(row)
    .onConflict((on) => on.column("id").doUpdateSet(row))
    .execute();
}
