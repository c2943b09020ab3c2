import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { recordOnAccount } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
import type { AccountTables } from "../account-tables.ts";
import type { Auth } from "../better-auth.ts";
import { removeSessions } from "../sessions/own-sessions.ts";

/** How better-auth names the way in by e-mail and password. */
const CREDENTIAL = { providerId: "credential" } as const;

const accountsOf = (db: Kysely<Tables>) => db.$extendTables<AccountTables>();

/** Whether one can sign in to an account with a password; sample people can't. */
export const hasPassword = async (store: Store, userId: string): Promise<boolean> =>
  (await readHash(store.db, userId)) !== null;

/**
 * Whether that is the account's password. Without an account, or one that has a password, it takes
 * as long as with a wrong one.
 */
export async function isPasswordOf(
  store: Store,
  auth: Auth,
  { userId, password }: { userId: string | undefined; password: string },
): Promise<boolean> {
  const { password: passwords } = await auth.$context;
  const hash = userId === undefined ? null : await readHash(store.db, userId);
  if (hash !== null) return passwords.verify({ hash, password });
  await passwords.hash(password);
  return false;
}

async function readHash(db: Kysely<Tables>, userId: string): Promise<string | null> {
  const account = await accountsOf(db)
    .selectFrom("account")
    .select("password")
    .where("userId", "=", userId)
    .where("providerId", "=", CREDENTIAL.providerId)
    .executeTakeFirst();
  return account?.password ?? null;
}

export interface PasswordChange {
  readonly userId: string;
  readonly current: string;
  readonly next: string;
  /** The session that goes on. */
  readonly sessionId: string;
  /** Where from. */
  readonly address: string;
}

/**
 * Changes a password for whoever knows the current one, and ends their other sessions. Gives the
 * number of these, or `null` when the current password is another.
 */
export async function changePassword(
  store: Store,
  auth: Auth,
  { userId, current, next, sessionId, address }: PasswordChange,
): Promise<number | null> {
  const { password } = await auth.$context;
  const before = await readHash(store.db, userId);
  const isRight = before !== null && (await password.verify({ hash: before, password: current }));
  const hash = isRight ? await password.hash(next) : null;
  const actor = { kind: "person", id: userId, address } as const;
  return store.write(async (tx) => {
    // Of two changes at once, the second one no longer knew the current password.
    if (hash === null || (await readHash(tx, userId)) !== before) {
      await recordOnAccount(tx, userId, { actor, action: "password-change-failed" });
      return null;
    }
    await writeHash(tx, userId, hash);
    await recordOnAccount(tx, userId, { actor, action: "password-changed" });
    return removeSessions(tx, userId, sessionId);
  });
}

/** Gives an account a password, whatever it had, and ends its sessions. */
export async function setPassword(
  store: Store,
  auth: Auth,
  { userId, next, actor }: { userId: string; next: string; actor: AuditActor },
): Promise<void> {
  const { password } = await auth.$context;
  const hash = await password.hash(next);
  await store.write(async (tx) => {
    await writeHash(tx, userId, hash);
    await recordOnAccount(tx, userId, { actor, action: "password-set" });
    await removeSessions(tx, userId);
  });
}

async function writeHash(tx: Kysely<Tables>, userId: string, password: string): Promise<void> {
  const updatedAt = new Date().toISOString();
  const { numUpdatedRows } = await accountsOf(tx)
    .updateTable("account")
    .set({ password, updatedAt })
    .where("userId", "=", userId)
    .where("providerId", "=", CREDENTIAL.providerId)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const account = { id: randomUUID(), userId, accountId: userId, ...CREDENTIAL };
  await accountsOf(tx)
    .insertInto("account")
    .values({ ...account, password, createdAt: updatedAt, updatedAt })
    .execute();
}
