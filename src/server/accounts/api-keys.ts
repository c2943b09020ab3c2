import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Selectable } from "kysely";
import type { Store } from "#server/store/open.ts";
import { perVersion } from "#server/store/per-version.ts";
import type { ApiKeysTable } from "#server/store/tables.ts";

export type ApiKey = Selectable<ApiKeysTable>;

/** A new API key: 256 random bits, so a plain hash of it can't be guessed back. */
export const makeApiKey = (): string => `sk_live_${randomBytes(32).toString("base64url")}`;

/** How the store knows a key: SHA-256 in hex. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Every key that was made, revoked ones included, oldest first. */
export const listApiKeys = perVersion<ApiKey[]>(({ db }) =>
  db.selectFrom("api_keys").selectAll().orderBy("created_at").orderBy("id").execute(),
);

/** Takes in a new key by its SHA-256 in hex. Throws when there already is a key with that hash. */
export async function addApiKey(
  { db }: Store,
  { name, hash, last4 }: Pick<ApiKey, "name" | "hash" | "last4">,
): Promise<ApiKey> {
  const key = { id: randomUUID(), name, hash, last4, created_at: Date.now(), revoked_at: null };
  await db.insertInto("api_keys").values(key).execute();
  return key;
}

/** The key with that hash; `null` when there is none or it is revoked. */
export async function findApiKey(store: Store, hash: string): Promise<ApiKey | null> {
  const keys = await listApiKeys(store);
  return keys.find((key) => key.hash === hash && key.revoked_at === null) ?? null;
}

/** Revokes a key and says whether there was one to revoke. */
export async function revokeApiKey({ db }: Store, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("api_keys")
    .set({ revoked_at: Date.now() })
    .where("id", "=", id.toLowerCase())
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
