import type { Kysely } from "kysely";
import type { Store } from "./open.ts";
import type { Tables } from "./tables.ts";

/** The fact of that name about this database; `null` when it was never set. */
export async function readFact({ db }: Pick<Store, "db">, name: string): Promise<string | null> {
  const fact = await db
    .selectFrom("facts")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return fact?.value ?? null;
}

/** Sets a fact, by `store.db` on its own or within a transaction. */
export async function setFact(db: Kysely<Tables>, name: string, value: string): Promise<void> {
  await db
    .insertInto("facts")
    .values({ name, value })
    .onConflict((on) => on.column("name").doUpdateSet({ value }))
    .execute();
}

/**
 * Removes a fact if it still has that value and says whether it had: of several who come with a
 * one-time value, one alone gets `true`.
 */
export async function takeFact(db: Kysely<Tables>, name: string, value: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("facts")
    .where("name", "=", name)
    .where("value", "=", value)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
