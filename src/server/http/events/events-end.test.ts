import { afterEach, describe, expect, test, vi } from "vitest";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { getWorkspace, signOut } from "#api/contract/people/people.ts";
import type { Role } from "#api/contract/people/roles.ts";
import { createApp } from "#server/app.ts";
import { changeRole, disableAccount } from "#server/accounts/people/account-changes.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { listen } from "#server/boot/listener.ts";
import { openStore } from "#server/store/open.ts";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";
import { listenAt } from "./test-events.ts";
import { OPERATOR } from "#server/store/test-store.ts";

/** How long pages are told, and what ends it. */

const server = withTestServer({ sampleLeads: 20 });
const asViewer = () => server().as("viewer");

afterEach(() => vi.useRealTimers());

const RESET = "event: reset\ndata: {}\n\n";

describe("a stream ends", () => {
  /** In process, where time can be made to pass. */
  async function readInProcess(
    headers: Readonly<Record<string, string>>,
    app = createApp(server()),
  ) {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    const answer = await app.request(EVENTS_PATH, { headers }, {});
    const reader = present(answer.body).pipeThrough(new TextDecoderStream()).getReader();
    return async () => (await reader.read()).value;
  }

  test("not while the session lasts, but shows every 20 seconds that it lives", async () => {
    const read = await readInProcess(await asViewer());
    await read();
    await read();
    vi.advanceTimersByTime(20_000);
    expect(await read()).toMatch(/^: heartbeat\n/);
    vi.advanceTimersByTime(20_000);
    expect(await read()).toMatch(/^: heartbeat\n/);
  });

  test("with the session, when that runs out", async () => {
    const headers = await asViewer();
    const read = await readInProcess(headers);
    await read();
    await read();
    vi.setSystemTime(Date.now() + 8 * 24 * 3600_000);
    vi.advanceTimersByTime(20_000);
    const last = await read();
    // The look at the session in the beginning may come so late that it is the one that finds out.
    expect(last === RESET ? await read() : last).toBeUndefined();
  });

  test("at once, when its person signs out", async () => {
    const headers = await asViewer();
    const app = createApp(server());
    const read = await readInProcess(headers, app);
    await read();
    await read();
    await app.request("/api/dashboard/sign-out", { method: "POST", headers }, {});
    expect(await read()).toBeUndefined();
  });

  test("within a second, when its person signs out elsewhere", async () => {
    const headers = await asViewer();
    const read = await readInProcess(headers);
    await read();
    await read();
    await server().client(headers).call(signOut);
    vi.advanceTimersByTime(1_000);
    expect(await read()).toBe(RESET);
    expect(await read()).toBeUndefined();
  });

  test("within a second, when another process disables its person", async () => {
    const { server: own, close, url } = await openTestServer({ sampleLeads: 20 });
    const { store, person } = await anotherProcess(url);
    const read = await readInProcess(await own.as("member"), createApp(own));
    await read();
    await read();
    await disableAccount(store, await person("member"), OPERATOR);
    vi.advanceTimersByTime(1_000);
    // The page then learns from every answer that it is signed out.
    expect(await read()).toBe(RESET);
    expect(await read()).toBeUndefined();
    await store.close();
    await close();
  });

  test("not when a role changes, but the page is told to look again", async () => {
    const { server: own, close, url } = await openTestServer({ sampleLeads: 20 });
    const { store, person } = await anotherProcess(url);
    const headers = await own.as("member");
    const read = await readInProcess(headers, createApp(own));
    await read();
    await read();
    await changeRole(store, await person("member"), "viewer", OPERATOR);
    vi.advanceTimersByTime(1_000);
    expect(await read()).toBe(RESET);
    expect((await own.client(headers).call(getWorkspace)).person.role).toBe("viewer");
    await store.close();
    await close();
  });

  /** The same database, as the admin command has it. */
  async function anotherProcess(url: string) {
    const store = await openStore(url);
    const person = async (role: Role) =>
      present((await listAccounts(store)).find((one) => one.role === role));
    return { store, person };
  }

  test("when the server stops", async () => {
    const stopping = new AbortController();
    const app = createApp({ ...server(), stopping: stopping.signal });
    const there = await listen("127.0.0.1", 0, app.fetch);
    const stream = await listenAt(there.port, await asViewer());
    stopping.abort();
    await Promise.all([there.close(), stream.ended]);
    expect(stream.raw()).toMatch(/^retry: 2000\n\n[^]*\n\n$/);
  });
});
