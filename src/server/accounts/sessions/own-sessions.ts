import type { Kysely } from "kysely";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
import type { AccountTables } from "../account-tables.ts";

/** A session as its person is told of it. Times are ISO 8601 in UTC. */
export interface KnownSession {
  readonly id: string;
  readonly beganAt: string;
  /** To some minutes. */
  readonly lastUsedAt: string;
  /** "Chrome on Windows"; `null`: not known. */
  readonly device: string | null;
}

/** The sessions of a person that haven't ended, the one used last first. */
export async function listSessions({ db }: Store, userId: string): Promise<KnownSession[]> {
  const rows = await db
    .$extendTables<AccountTables>()
    .selectFrom("session")
    .select(["id", "createdAt", "updatedAt", "userAgent"])
    .where("userId", "=", userId)
    .where("expiresAt", ">", new Date().toISOString())
    .orderBy("updatedAt", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ id, createdAt, updatedAt, userAgent }) => ({
    id,
    beganAt: createdAt,
    lastUsedAt: updatedAt,
    device: userAgent || null,
  }));
}

/** Ends one session of a person, and says whether there was such a one. */
export async function endSession({ db }: Store, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .$extendTables<AccountTables>()
    .deleteFrom("session")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Ends the sessions of a person, by `store.db` on its own or within a transaction, and says how many.
 * @param except the id of the one that goes on
 */
export async function endSessions(
  db: Kysely<Tables>,
  userId: string,
  except = "",
): Promise<number> {
  const { numDeletedRows } = await db
    .$extendTables<AccountTables>()
    .deleteFrom("session")
    .where("userId", "=", userId)
    .where("id", "!=", except)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
