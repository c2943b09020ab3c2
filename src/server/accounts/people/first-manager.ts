import { createHash, randomBytes } from "node:crypto";
import { readFact, setFact, takeFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import { addAccount, type NewAccount, rowsOf } from "./accounts.ts";
import type { Auth } from "../better-auth.ts";

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
async function factOf(store: Pick<Store, "db">, token: string): Promise<string | null> {
  const fact = await readFact(store, FACT);
  const [hash, end] = fact?.split(" ") ?? [];
  return hash === hashed(token) && Number(end) > Date.now() ? fact : null;
}

/** Whether it is the token of the newest link, not yet used, and less than a day old. */
export const isFirstManagerToken = async (store: Store, token: string): Promise<boolean> =>
  (await factOf(store, token)) !== null;

/** What became of a link: the new manager's id, or why there is none. */
export type FirstManager = { id: string } | "used" | "taken";

export interface FirstManagerWish extends Omit<NewAccount, "role"> {
  /** Where whoever has the link comes from. */
  readonly address: string;
}

/** Those who come at once are served one after another, so the first one who came is the manager. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Makes the manager for whoever comes with such a token, and uses it up in the same commit: a link
 * whose account wasn't made works again.
 */
export function createFirstManager(
  store: Store,
  auth: Auth,
  token: string,
  { address, ...manager }: FirstManagerWish,
): Promise<FirstManager> {
  const account = { ...manager, role: "manager" } as const;
  const made = before.then(() => create(store, auth, token, account, address));
  before = made.catch(() => undefined);
  return made;
}

async function create(
  store: Store,
  auth: Auth,
  token: string,
  manager: NewAccount,
  address: string,
): Promise<FirstManager> {
  // Strangers don't get a password hashed, which takes a while.
  if (!(await isFirstManagerToken(store, token))) return "used";
  const rows = await rowsOf(auth, manager);
  return store.write(async (tx) => {
    const fact = await factOf({ db: tx }, token);
    if (fact === null) return "used";
    const actor = { kind: "person", id: rows.user.id, address } as const;
    const id = await addAccount(tx, rows, actor);
    if (id === null) return "taken";
    await takeFact(tx, FACT, fact);
    return { id };
  });
}
