import { type Kysely, sql } from "kysely";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";

/** How often something was tried by now, and when that is forgotten (milliseconds since 1970). */
export interface Tried {
  readonly count: number;
  readonly until: number;
}

/**
 * Counts one more attempt. The first one begins a span of `spanMs`, after which all are forgotten.
 * Of several at once each gets another count.
 * @param key tells who tried what; hashed, because it stays in the database for a while
 */
export async function countAttempt(
  db: Kysely<Tables>,
  key: string,
  spanMs: number,
): Promise<Tried> {
  const now = Date.now();
  const isOver = sql<boolean>`attempts.until <= ${now}`;
  return db
    .insertInto("attempts")
    .values({ key, count: 1, until: now + spanMs })
    .onConflict((on) =>
      on.column("key").doUpdateSet({
        count: sql<number>`case when ${isOver} then 1 else attempts.count + 1 end`,
        until: sql<number>`case when ${isOver} then excluded.until else attempts.until end`,
      }),
    )
    .returning(["count", "until"])
    .executeTakeFirstOrThrow();
}

/** Takes back one attempt, which turned out to be none that counts. */
export async function forgiveAttempt({ db }: Store, key: string): Promise<void> {
  await db
    .updateTable("attempts")
    .set({ count: sql<number>`count - 1` })
    .where("key", "=", key)
    .where("count", ">", 0)
    .execute();
}

/** Forgets all attempts of a key. */
export async function forgetAttempts({ db }: Store, key: string): Promise<void> {
  await db.deleteFrom("attempts").where("key", "=", key).execute();
}

/** Removes what is over and nobody tried again. */
export async function removeOldAttempts({ db }: Store): Promise<void> {
  await db.deleteFrom("attempts").where("until", "<=", Date.now()).execute();
}
