import { type Client, createClient } from "#api/client.ts";
import { createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import { hashApiKey, makeApiKey, addApiKey } from "#server/accounts/api-keys.ts";
import { openAuth } from "#server/accounts/better-auth.ts";
import { signInVouched } from "#server/accounts/sessions/sign-in.ts";
import { openStore, type Store } from "#server/store/open.ts";
import { OPERATOR, VISITOR } from "#server/store/test-store.ts";
import { present } from "#server/test-server.ts";

/** What signs the sessions of a server whose database has a side door. */
export const APP_SECRET = "a secret for tests".repeat(3);

/** A second way to the database of a server that runs, for what its API doesn't give. */
export interface SideDoor {
  readonly store: Store;
  /** The cookie of a manager who has just signed in, with a new account if need be. */
  session(name: string): Promise<{ readonly cookie: string }>;
  /** The client of such a one. */
  person(baseUrl: string, name: string): Promise<Client>;
  /** The client of a sender with a new API key. */
  sender(baseUrl: string): Promise<Client>;
  close(): Promise<void>;
}

/** Longer than the server waits for Hermon; each request once, so that its failure is seen. */
const CALLS = { timeoutMs: 40_000, tries: 1 };

/** Opens it at the database's address. */
export async function openSideDoor(databaseUrl: string): Promise<SideDoor> {
  const store = await openStore(databaseUrl);
  const auth = openAuth(store, { secret: APP_SECRET, secureCookies: false });
  async function session(name: string) {
    const email = `${name.toLowerCase()}@example.com`;
    await createAccount(store, auth, { name, email, role: "manager" }, OPERATOR);
    const account = (await listAccounts(store)).find((one) => one.email === email);
    const { cookies } = await signInVouched(auth, present(account).id, VISITOR);
    return { cookie: present(cookies[0]?.split(";")[0]) };
  }
  return {
    store,
    session,
    person: async (baseUrl, name) =>
      createClient({ baseUrl, headers: await session(name), ...CALLS }),
    async sender(baseUrl) {
      const key = makeApiKey();
      await addApiKey(
        store,
        { name: "A form", hash: hashApiKey(key), last4: key.slice(-4) },
        OPERATOR,
      );
      return createClient({ baseUrl, headers: { "x-api-key": key }, ...CALLS });
    },
    close: () => store.close(),
  };
}
