import { randomBytes, randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { recordAudit, recordOnAccount } from "#server/store/audit/audit.ts";
import type { Tables } from "#server/store/tables.ts";
import type { AccountTables } from "../account-tables.ts";

/** What begins a session, and from where. */
export interface Visitor {
  /** In words: "Chrome on Windows"; "": not known. */
  readonly device: string;
  readonly address: string;
}

interface NewSession extends Visitor {
  readonly userId: string;
  /** How long it lasts without use, in seconds. */
  readonly expiresIn: number;
}

/**
 * Begins a session and records it; `null`, with a record of that, where the account is disabled.
 * Written as better-auth itself would write it, but within a transaction: its own function finds the
 * database by the asynchronous context, which is another one in the queue of writes.
 */
export async function beginSession(
  tx: Transaction<Tables>,
  { userId, device, address, expiresIn }: NewSession,
) {
  const actor = { kind: "person", id: userId, address } as const;
  if (await isDisabled(tx, userId)) {
    await recordOnAccount(tx, userId, { actor, action: "sign-in-failed", detail: "disabled" });
    return null;
  }
  const id = randomUUID();
  const token = randomBytes(24).toString("base64url");
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + expiresIn * 1000)];
  const session = { id, token, userId, userAgent: device, createdAt, updatedAt: createdAt };
  const [began, ends] = [createdAt.toISOString(), expiresAt.toISOString()];
  await tx
    .$extendTables<AccountTables>()
    .insertInto("session")
    .values({ ...session, createdAt: began, updatedAt: began, expiresAt: ends })
    .execute();
  await recordAudit(tx, { actor, action: "signed-in", subject: { kind: "session", id } });
  return { ...session, expiresAt };
}

async function isDisabled(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const disabled = await db
    .$extendTables<AccountTables>()
    .selectFrom("user")
    .select("id")
    .where("id", "=", userId)
    .where("disabledAt", "is not", null)
    .executeTakeFirst();
  return disabled !== undefined;
}
