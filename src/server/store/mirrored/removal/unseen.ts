import { sql } from "kysely";
import type { Store } from "../../open.ts";

/** What is here and a reading of all of Hermon's didn't come across, by id, in random order. */
export async function listUnseen(
  { db }: Store,
  table: "leads" | "opt_ins",
  wasSeen: (seq: number) => boolean,
): Promise<string[]> {
  // Numbers alone: there may be a million, and hardly ever is one of them unseen.
  const rows = await db.selectFrom(table).select("seq").execute();
  const unseen = rows.flatMap(({ seq }) => (wasSeen(seq) ? [] : [seq]));
  if (unseen.length === 0) return [];
  const found = await db
    .selectFrom(table)
    .select("id")
    .where("seq", "in", sql<number>`(select value from json_each(${JSON.stringify(unseen)}))`)
    .execute();
  // Else the same few could be asked for again and again, and the others never.
  return shuffled(found.map(({ id }) => id));
}

const shuffled = (ids: readonly string[]): string[] =>
  ids
    .map((id) => ({ id, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ id }) => id);
