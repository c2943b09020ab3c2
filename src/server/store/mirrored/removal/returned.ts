import type { Selectable, Transaction } from "kysely";
import type { LeadsTable } from "../../leads/lead-tables.ts";
import type { Tables } from "../../tables.ts";
import type { GoneChange, GoneLead } from "./gone.ts";
import { recordSeenChange } from "../changes/seen-changes.ts";

type Tx = Transaction<Tables>;

/**
 * Gives leads that are there again the status changes they had, and records that one has another
 * status than when it went.
 */
export async function restoreChanges(
  tx: Tx,
  leads: readonly Pick<Selectable<LeadsTable>, "seq" | "id" | "status">[],
): Promise<void> {
  const back = new Map(leads.map((lead) => [lead.id, lead]));
  const gone = await tx
    .selectFrom("gone")
    .select(["id", "record"])
    .where("kind", "=", "lead")
    .where("id", "in", [...back.keys()])
    .execute();
  for (const { id, record } of gone) {
    const lead = back.get(id);
    if (!lead) continue;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `removeLead` writes there
    const was = JSON.parse(record) as GoneLead;
    for (const change of was.status_changes.toReversed()) {
      await restoreChange(tx, lead.seq, change);
    }
    const [from] = await seqsOf(tx, [was.lead.status]);
    if (from !== undefined && from !== lead.status) {
      await recordSeenChange(tx, { lead: lead.seq, from, to: lead.status, lastSeen: seen(was) });
    }
    await tx.deleteFrom("gone").where("id", "=", id).execute();
  }
}

/** When the lead was certainly there with its last status, in milliseconds since 1970. */
const seen = ({ lead, read_at, status_changes: [latest] }: GoneLead) =>
  Math.max(read_at ?? Date.parse(lead.updated_at), latest ? Date.parse(latest.at) : 0);

/** Row numbers of statuses; `undefined` for one that isn't there. */
async function seqsOf(tx: Tx, statuses: readonly { readonly id: string }[]) {
  const ids = statuses.map(({ id }) => id);
  const rows = await tx
    .selectFrom("statuses")
    .select(["id", "seq"])
    .where("id", "in", ids)
    .execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.seq);
}

async function restoreChange(tx: Tx, lead: number, change: GoneChange): Promise<void> {
  const { id, from, to, by, at, not_before, undo_of, actor_id } = change;
  const [from_status, to_status] = await seqsOf(tx, [from, to]);
  if (from_status === undefined || to_status === undefined) return;
  await tx
    .insertInto("status_changes")
    .values({
      id,
      lead,
      from_status,
      to_status,
      actor_kind: by.kind,
      actor_id,
      actor_name: by.name,
      undo_of,
      at: Date.parse(at),
      not_before: not_before === null ? null : Date.parse(not_before),
    })
    .execute();
}
