import { sql } from "kysely";
import type { Store } from "../open.ts";

/** What is here and a reading of all of Hermon's didn't come across, by id, at most so many. */
export async function listUnseen(
  { db }: Store,
  table: "leads" | "opt_ins",
  wasSeen: (seq: number) => boolean,
  most: number,
): Promise<string[]> {
  // Numbers alone: there may be a million, and hardly ever is one of them unseen.
  const rows = await db.selectFrom(table).select("seq").execute();
  // Any of them: else the same few could be asked for again and again, and the others never.
  const unseen = shuffled(rows.flatMap(({ seq }) => (wasSeen(seq) ? [] : [seq]))).slice(0, most);
  if (unseen.length === 0) return [];
  const found = await db
    .selectFrom(table)
    .select("id")
    .where("seq", "in", sql<number>`(select value from json_each(${JSON.stringify(unseen)}))`)
    .execute();
  return found.map(({ id }) => id);
}

const shuffled = (numbers: readonly number[]): number[] =>
  numbers
    .map((number) => ({ number, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ number }) => number);
