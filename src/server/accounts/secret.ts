import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseProblem } from "#server/store/store-failure.ts";
import { nameForGood, withTemporaryFile } from "#server/store/sqlite/backup/temporary-file.ts";

/** In characters. */
export const SHORTEST_SECRET = 32;

/** What better-auth takes where it is given none: everyone who reads its source can sign with it. */
const PUBLISHED_SECRET = "better-auth-secret-12345678901234567890";

/** Zeros, for example, are what a power cut may leave in a file. */
const HOLDS_CONTROLS = /\p{Cc}/u;

/** Whether sessions may be signed with this. */
export const isUsableSecret = (secret: string): boolean =>
  secret.length >= SHORTEST_SECRET && secret !== PUBLISHED_SECRET && !HOLDS_CONTROLS.test(secret);

/**
 * The secret that signs session cookies, kept in a file only its owner can read; made when there is
 * none. Without it a copy of the database is no way in.
 * @throws {DatabaseProblem} when what is in the file can't be one
 */
export async function keptSecret(path: string): Promise<string> {
  if (!existsSync(path)) await makeSecret(path);
  const secret = read(path).trim();
  if (isUsableSecret(secret)) return secret;
  throw new DatabaseProblem(
    `${resolve(path)} must hold a secret of at least ${SHORTEST_SECRET} characters: put back what was in it, or remove it, and the next start makes a new one and signs everyone out`,
  );
}

/** Whole or not at all, however the process ends. Of several at once, one makes it. */
async function makeSecret(path: string): Promise<void> {
  await withTemporaryFile(path, async (temporary) => {
    writeFileSync(temporary, randomBytes(32).toString("base64url"));
    try {
      nameForGood(temporary, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseProblem(`${resolve(path)} can't be read: ${why}`);
  }
}
