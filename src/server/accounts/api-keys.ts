import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Selectable } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { recordAudit } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import type { ApiKeysTable } from "#server/store/tables.ts";

export type ApiKey = Selectable<ApiKeysTable>;

/** A new API key: 256 random bits, so a plain hash of it can't be guessed back. */
export const makeApiKey = (): string => `sk_live_${randomBytes(32).toString("base64url")}`;

/** How the store knows a key: SHA-256 in hex. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Every key that was made, revoked ones included, oldest first. */
export const listApiKeys = ({ db }: Store): Promise<ApiKey[]> =>
  db.selectFrom("api_keys").selectAll().orderBy("created_at").orderBy("id").execute();

/** Takes in a new key by its SHA-256 in hex. Throws when there already is a key with that hash. */
export async function addApiKey(
  store: Store,
  { name, hash, last4 }: Pick<ApiKey, "name" | "hash" | "last4">,
  actor: AuditActor,
): Promise<ApiKey> {
  const id = randomUUID();
  const key = { id, name, hash, last4, created_at: Date.now(), revoked_at: null };
  await store.write(async (tx) => {
    await tx.insertInto("api_keys").values(key).execute();
    const subject = { kind: "api-key", id } as const;
    await recordAudit(tx, { actor, action: "api-key-created", subject });
  });
  return key;
}

/** The key with that hash; `null` when there is none or it is revoked. */
export async function findApiKey({ db }: Store, hash: string): Promise<ApiKey | null> {
  const key = await db
    .selectFrom("api_keys")
    .selectAll()
    .where("hash", "=", hash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return key ?? null;
}

/** Revokes a key and says whether there was one to revoke. */
export const revokeApiKey = (store: Store, given: string, actor: AuditActor): Promise<boolean> =>
  store.write(async (tx) => {
    const id = given.toLowerCase();
    const { numUpdatedRows } = await tx
      .updateTable("api_keys")
      .set({ revoked_at: Date.now() })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await recordAudit(tx, { actor, action: "api-key-revoked", subject: { kind: "api-key", id } });
    return true;
  });
