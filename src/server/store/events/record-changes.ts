import { randomBytes } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "../tables.ts";
import { type Changes, inOne, isNothing, type News, newsOf } from "./changes.ts";

/** Behind so many events, at least, one can go on. A thousand of them take less than 3 MB. */
export const EVENTS_KEPT = 1_000;

/** What was changed so far, by the transaction that does it. */
const gathered = new WeakMap<Kysely<Tables>, News[]>();

/**
 * Begins to gather what is changed in a transaction.
 * @returns the list to which {@link recordChanges} adds
 */
export function gatherChanges(tx: Transaction<Tables>): readonly News[] {
  const news: News[] = [];
  gathered.set(tx, news);
  return news;
}

/**
 * Records what is changed, in the transaction that does it: all servers tell it to open pages, in
 * the order of the commits, and nothing that is committed goes untold. All that a commit changes is
 * one event, and what is rolled back is in none.
 * @param tx as `store.write` gives it
 */
export async function recordChanges(tx: Transaction<Tables>, changes: Changes): Promise<void> {
  const all = gathered.get(tx);
  if (!all) throw new Error("Changes are recorded in a transaction of store.write alone");
  all.push(newsOf(changes));
}

/**
 * Adds the event of a transaction that is about to be committed; none where nothing is new.
 * @param tx not `store.db`: numbers follow each other, since only one transaction writes at a time
 */
export async function addEvent(tx: Transaction<Tables>, all: readonly News[]): Promise<void> {
  const news = inOne(all);
  if (isNothing(news)) return;
  const { seq } = await tx
    .insertInto("events")
    .values({
      seq: sql`(select max(seq) + 1 from events)`,
      id: randomBytes(6).toString("hex"),
      news: JSON.stringify(news),
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  if (seq % EVENTS_KEPT > 0) return;
  await tx
    .deleteFrom("events")
    .where("seq", "<", seq - EVENTS_KEPT)
    .execute();
}
