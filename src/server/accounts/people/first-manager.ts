import { createHash, randomBytes } from "node:crypto";
import { readFact, setFact, takeFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import { addAccount, type NewAccount, rowsOf } from "./accounts.ts";
import type { Auth } from "../better-auth.ts";

/**
 * The fact that holds the links' tokens, hashed, and when each ends, in milliseconds since 1970, a
 * line each: reading the database must not make a manager.
 */
const FACT = "first-manager-link";

/** How long a link works, in milliseconds. */
const LASTS = 24 * 3600 * 1000;

const hashed = (token: string) => createHash("sha256").update(token).digest("hex");

/** How many links work at a time, the newest ones: each start of each server prints one. */
const MOST = 20;

/** Makes the token of a one-time link for the first manager; those of other servers go on working. */
export async function makeFirstManagerToken(store: Store): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await store.write(async (tx) => {
    const others = linesOf(await readFact({ db: tx }, FACT)).slice(0, MOST - 1);
    const lines = [`${hashed(token)} ${Date.now() + LASTS}`, ...others];
    await setFact(tx, FACT, lines.join("\n"));
  });
  return token;
}

/** Of the links, those that still last. */
const linesOf = (fact: string | null): string[] =>
  (fact ?? "").split("\n").filter((line) => Number(line.split(" ")[1]) > Date.now());

/** The fact as it is, where the token is that of a link that still lasts. */
async function factOf(store: Pick<Store, "db">, token: string): Promise<string | null> {
  const fact = await readFact(store, FACT);
  const hash = hashed(token);
  return linesOf(fact).some((line) => line.startsWith(`${hash} `)) ? fact : null;
}

/** Whether it is the token of a link that is less than a day old, and none was used yet. */
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
