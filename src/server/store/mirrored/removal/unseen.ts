import { inBatches } from "../../batches.ts";
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
  const found = await inBatches(unseen, (some) =>
    db.selectFrom(table).select("id").where("seq", "in", some).execute(),
  );
  // Else the same few could be asked for again and again, and the others never.
  return shuffled(found.map(({ id }) => id));
}

const shuffled = (ids: readonly string[]): string[] =>
  ids
    .map((id) => ({ id, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ id }) => id);
