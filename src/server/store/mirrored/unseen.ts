import type { Store } from "../open.ts";

/**
 * The leads here that a reading of all of Hermon's didn't come across, by id; first those that
 * weren't seen for longest.
 * @param seen when a lead was last seen, by `seq`; times in milliseconds since 1970
 * @param from when the reading began
 */
export async function unseenLeads(
  { db }: Store,
  seen: { at(lead: number): number },
  from: number,
): Promise<string[]> {
  const rows = await db.selectFrom("leads").select(["seq", "id"]).execute();
  return rows
    .filter(({ seq }) => seen.at(seq) < from)
    .toSorted((a, b) => seen.at(a.seq) - seen.at(b.seq))
    .map(({ id }) => id);
}

/** The opt-ins that it didn't come across, by id. */
export async function unseenOptIns(
  { db }: Store,
  wasSeen: (optIn: number) => boolean,
): Promise<string[]> {
  const rows = await db.selectFrom("opt_ins").select(["seq", "id"]).execute();
  return rows.filter(({ seq }) => !wasSeen(seq)).map(({ id }) => id);
}
