import { createHash, randomBytes } from "node:crypto";
import { setFact, takeFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";

/** The fact that holds the link's token, hashed: reading the database must not make a manager. */
const FACT = "first-manager-link";

const hashed = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes the token of the one-time link for the first manager; earlier ones stop working. */
export async function makeFirstManagerToken({ db }: Store): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await setFact(db, FACT, hashed(token));
  return token;
}

/** Uses the token up. Only one of those who come with it, even at once, is told `true`. */
export const takeFirstManagerToken = ({ db }: Store, token: string): Promise<boolean> =>
  takeFact(db, FACT, hashed(token));
