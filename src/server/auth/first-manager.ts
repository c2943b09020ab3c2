import { createHash, randomBytes } from "node:crypto";
import { readFact, setFact, takeFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";

/**
 * The fact that holds the link's token, hashed, and when it ends, in milliseconds since 1970:
 * reading the database must not make a manager.
 */
const FACT = "first-manager-link";

/** How long a link works, in milliseconds. */
const LASTS = 24 * 3600 * 1000;

const hashed = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes the token of the one-time link for the first manager; earlier ones stop working. */
export async function makeFirstManagerToken({ db }: Store): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await setFact(db, FACT, `${hashed(token)} ${Date.now() + LASTS}`);
  return token;
}

/** The fact as it is, where the token is the newest link's and that still lasts. */
async function factOf(store: Store, token: string): Promise<string | null> {
  const fact = await readFact(store, FACT);
  const [hash, end] = fact?.split(" ") ?? [];
  return hash === hashed(token) && Number(end) > Date.now() ? fact : null;
}

/** Whether it is the token of the newest link, not yet used, and less than a day old. */
export const isFirstManagerToken = async (store: Store, token: string): Promise<boolean> =>
  (await factOf(store, token)) !== null;

/** Uses such a token up. Only one of those who come with it, even at once, is told `true`. */
export async function takeFirstManagerToken(store: Store, token: string): Promise<boolean> {
  const fact = await factOf(store, token);
  return fact !== null && takeFact(store.db, FACT, fact);
}
