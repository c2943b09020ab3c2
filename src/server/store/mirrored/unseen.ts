import type { Store } from "../open.ts";

/** The leads here that a reading of all of Hermon's didn't come across, by id. */
export async function unseenLeads(
  { db }: Store,
  wasSeen: (lead: number) => boolean,
): Promise<string[]> {
  const rows = await db.selectFrom("leads").select(["seq", "id"]).execute();
  return rows.filter(({ seq }) => !wasSeen(seq)).map(({ id }) => id);
}

/** The same for opt-ins. */
export async function unseenOptIns(
  { db }: Store,
  wasSeen: (optIn: number) => boolean,
): Promise<string[]> {
  const rows = await db.selectFrom("opt_ins").select(["seq", "id"]).execute();
  return rows.filter(({ seq }) => !wasSeen(seq)).map(({ id }) => id);
}
