import type { Kysely, Transaction } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { recordAudit, recordOnAccount } from "#server/store/audit/audit.ts";
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

const sessionsOf = (db: Kysely<Tables>) => db.$extendTables<AccountTables>();

/** The sessions of a person that haven't ended, the one used last first. */
export async function listSessions({ db }: Store, userId: string): Promise<KnownSession[]> {
  const rows = await sessionsOf(db)
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
export const endSession = (
  store: Store,
  { userId, id }: { userId: string; id: string },
  how: { action: "signed-out" | "session-ended"; actor: AuditActor },
): Promise<boolean> =>
  store.write(async (tx) => {
    const { numDeletedRows } = await sessionsOf(tx)
      .deleteFrom("session")
      .where("userId", "=", userId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordAudit(tx, { ...how, subject: { kind: "session", id } });
    return true;
  });

/**
 * Ends the sessions of a person, and says how many.
 * @param except the id of the one that goes on
 */
export const endSessions = (
  store: Store,
  userId: string,
  actor: AuditActor,
  except?: string,
): Promise<number> =>
  store.write(async (tx) => {
    const ended = await removeSessions(tx, userId, except);
    const deed = { actor, action: "sessions-ended", detail: String(ended) } as const;
    if (ended > 0) await recordOnAccount(tx, userId, deed);
    return ended;
  });

/** The same as part of something else that is done, and recorded as that. */
export async function removeSessions(
  tx: Transaction<Tables>,
  userId: string,
  except = "",
): Promise<number> {
  const { numDeletedRows } = await sessionsOf(tx)
    .deleteFrom("session")
    .where("userId", "=", userId)
    .where("id", "!=", except)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
