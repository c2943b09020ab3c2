import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createClient } from "#api/client.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import {
  continueAsSamplePerson,
  createFirstManager,
  listSamplePeople,
  signIn,
} from "#api/contract/people/sign-in.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import {
  addApiKey,
  findApiKey,
  hashApiKey,
  makeApiKey,
  revokeApiKey,
} from "#server/accounts/api-keys.ts";
import { openAuth } from "#server/accounts/better-auth.ts";
import { changeRole, disableAccount } from "#server/accounts/people/account-changes.ts";
import { createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import { listenAt, waitFor } from "#server/http/events/test-events.ts";
import { kindOf } from "#server/store/database/kind-of.ts";
import { openStore, type Store } from "#server/store/open.ts";
import { newEmptyDatabase } from "#server/store/postgres/test-empty.ts";
import { OPERATOR } from "#server/store/test-store.ts";
import { present } from "#server/test-server.ts";
import { Listener, lost, type Workload, write } from "#server/trials/test-workload.ts";
import { openLog } from "./log.ts";
import { parseSettings } from "./settings.ts";
import { type Running, start } from "./start.ts";

/** Several servers of one PostgreSQL database, which nobody has prepared. */

const APP_SECRET = "a secret for tests".repeat(3);
const PER_MINUTE = 1_000;

async function startServers(own: Readonly<Record<string, string>>) {
  const { url, remove } = await newEmptyDatabase();
  const settings = parseSettings({
    PORT: "0",
    DATABASE_URL: url,
    APP_SECRET,
    RATE_LIMIT_RPM: String(PER_MINUTE),
    ...own,
  });
  const starting = [1, 2, 3].map(() => start(settings, openLog("error")));
  const running = await Promise.all(starting);
  const store = await openStore(url);
  return {
    url,
    running,
    store,
    close: async () => {
      await Promise.all(running.map((one) => one.stop()));
      await store.close();
      await remove();
    },
  };
}

/** Asks each server the same. */
const ofEach = <T>(running: readonly Running[], ask: (address: string) => Promise<T>) =>
  Promise.all(running.map(({ address }) => ask(address)));

const statusOf = async (path: string, headers: Readonly<Record<string, string>>) =>
  (await fetch(path, { headers })).status;

test("each prints a link for the first manager, and every one works at every server", async () => {
  const { running, close } = await startServers({ SAMPLE_LEADS: "0" });
  const tokens = running.map(({ firstManagerLink: link }) => present(link?.split("#token=")[1]));
  const person = { name: "Mae", email: "mae@example.com", password: "long enough" };
  const create = (server: number, token: number) =>
    createClient({ baseUrl: present(running[server]).address }).call(createFirstManager, {
      body: { ...person, token: present(tokens[token]) },
    });
  expect((await create(1, 0)).person.role).toBe("manager");
  await expect(create(2, 1)).rejects.toMatchObject({ status: 403 });
  await close();
});

describe("on the sample workspace", () => {
  let servers: Awaited<ReturnType<typeof startServers>>;
  let store: Store;
  let addresses: readonly string[];
  beforeAll(async () => {
    servers = await startServers({ SAMPLE_LEADS: "60" });
    ({ store } = servers);
    addresses = servers.running.map(({ address }) => address);
  });
  afterAll(() => servers.close());

  const first = () => present(addresses[0]);

  async function newKey() {
    const key = makeApiKey();
    const row = { name: "A form", hash: hashApiKey(key), last4: key.slice(-4) };
    await addApiKey(store, row, OPERATOR);
    return { "x-api-key": key };
  }

  /** The cookie of a sample person, who has signed in at the first server. */
  async function as(part: string) {
    const people = await createClient({ baseUrl: first() }).call(listSamplePeople);
    const { id } = present(people.find((one) => one.part === part));
    const path = continueAsSamplePerson.path.replace(":id", id);
    const answer = await fetch(first() + path, { method: "POST", headers: { origin: first() } });
    return { cookie: present(answer.headers.getSetCookie()[0]?.split(";")[0]) };
  }

  const accountOf = async (role: string) =>
    present((await listAccounts(store)).find((one) => one.role === role));

  test("it was made by one of them", async () => {
    expect(await store.db.selectFrom("leads").select("id").execute()).toHaveLength(60);
    const headers = await newKey();
    const statuses = await createClient({ baseUrl: first(), headers }).call(listStatuses);
    expect(new Set(statuses.map(({ name }) => name)).size).toBe(statuses.length);
    expect(await listAccounts(store)).toHaveLength(3);
    expect((await (await kindOf(servers.url)).check(servers.url)).faults).toEqual([]);
  });

  test("a revoked key is refused by each at once", async () => {
    const headers = await newKey();
    const ask = () =>
      ofEach(servers.running, (address) => statusOf(`${address}/api/external/statuses`, headers));
    expect(await ask()).toEqual([200, 200, 200]);
    const key = await findApiKey(store, hashApiKey(headers["x-api-key"]));
    await revokeApiKey(store, present(key).id, OPERATOR);
    expect(await ask()).toEqual([401, 401, 401]);
  });

  test("a session holds at each, a new role counts at each, and its end ends what it was told", async () => {
    const headers = await as("setter");
    const roles = () =>
      ofEach(servers.running, async (baseUrl) => {
        const { person } = await createClient({ baseUrl, headers }).call(getWorkspace);
        return person.role;
      });
    expect(await roles()).toEqual(["member", "member", "member"]);
    const ports = addresses.map((address) => Number(new URL(address).port));
    const streams = await Promise.all(ports.map((port) => listenAt(port, headers)));
    await changeRole(store, await accountOf("member"), "viewer", OPERATOR);
    expect(await roles()).toEqual(["viewer", "viewer", "viewer"]);
    for (const stream of streams) {
      await waitFor(() => expect(stream.of("reset")).toHaveLength(1));
    }
    const { id } = (await createClient({ baseUrl: first(), headers }).call(getWorkspace)).person;
    const account = (await listAccounts(store)).find((one) => one.id === id);
    await disableAccount(store, present(account), OPERATOR);
    const ask = () =>
      ofEach(servers.running, (address) => statusOf(address + getWorkspace.path, headers));
    expect(await ask()).toEqual([401, 401, 401]);
    await Promise.all(streams.map(({ ended }) => ended));
  });

  test("requests and attempts to sign in are counted together", async () => {
    const headers = await newKey();
    const limiter = store.limiter({ name: "key", points: PER_MINUTE, seconds: 60 });
    const key = await findApiKey(store, hashApiKey(headers["x-api-key"]));
    await limiter.penalty(present(key).id, PER_MINUTE - 2);
    const asked = await ofEach(servers.running, (address) =>
      statusOf(`${address}/api/external/statuses`, headers),
    );
    expect(asked.toSorted((a, b) => a - b)).toEqual([200, 200, 429]);

    const auth = openAuth(store, { secret: APP_SECRET, secureCookies: false });
    const account = { name: "Bo", email: "bo@example.com", password: "correct horse battery" };
    await createAccount(store, auth, { ...account, role: "member" }, OPERATOR);
    const tried: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const baseUrl = present(addresses[n % 3]);
      const body = JSON.stringify({ email: account.email, password: "wrong" });
      const sent = { "content-type": "application/json", origin: baseUrl };
      const answer = await fetch(baseUrl + signIn.path, { method: "POST", headers: sent, body });
      tried.push(answer.status);
    }
    expect(tried).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  });

  test("nothing that twenty write at any of them is lost, or untold to who listens at any", async () => {
    const { cookie } = await as("manager");
    const key = (await newKey())["x-api-key"];
    const load: Workload = { servers: () => addresses, cookie, key, store };
    const listeners = [new Listener(load), new Listener(load)];
    const listening = listeners.map((one) => one.listen());
    const written = { changes: [], optIns: [], refused: [], cutOff: 0, took: [] };
    const end = new AbortController();
    const writing = Array.from({ length: 20 }, () => write(load, written, end.signal));
    for (let times = 1; times <= 3; times += 1) {
      await setTimeout(400);
      await vi.waitUntil(() => written.changes.length > 10 * times, 30_000);
      for (const listener of listeners) listener.cutOff();
    }
    end.abort();
    await Promise.all(writing);
    expect(written).toMatchObject({ refused: [], cutOff: 0 });
    expect(await lost(store, written)).toEqual([]);
    for (const listener of listeners) {
      await vi.waitFor(async () => expect(await listener.hasAll()).toBe(true), 30_000);
      expect(await listener.wrong()).toEqual([]);
      expect(listener.resets).toBe(0);
      listener.end();
    }
    await Promise.all(listening);
    expect((await (await kindOf(servers.url)).check(servers.url)).faults).toEqual([]);
  });
});
