import { rmSync } from "node:fs";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { listLeads } from "#api/contract/leads/leads.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { openLog } from "#server/boot/log.ts";
import { openStore } from "#server/store/open.ts";
import { filePath } from "#server/store/sqlite/file-path.ts";
import { watchStore } from "#server/boot/store-log.ts";
import { clearDisk, fillDisk } from "#server/store/sqlite/test-disk.ts";
import { holdLock } from "#server/store/sqlite/locks/test-lock.ts";
import { newDatabaseUrl } from "#server/store/test-store.ts";
import {
  type Asked,
  openTestServer,
  ORIGIN,
  present,
  type TestServer,
} from "#server/test-server.ts";
import { OPERATOR } from "#server/store/test-store.ts";

/** What the server answers while its database can't be written to, or read. */

/** A server, its database, and the lines of its log that are of that level or a higher one. */
async function open(level: "info" | "error" = "error") {
  const lines: string[] = [];
  const log = openLog(level, { write: (line) => lines.push(line) });
  const url = await newDatabaseUrl();
  const clock = { now: 0 };
  const watch = watchStore(log, () => clock.now);
  const store = await openStore(url, { watch });
  const { server, close } = await openTestServer({ store, log });
  onTestFinished(async () => {
    await close();
    await store.close();
  });
  return { server, store, url, lines, clock };
}

const FULL = "Nothing was saved: the server's disk is full";
const unsaved = (message: string) => ({ status: 503, body: { status: "error", message } });

/** A status change, and a submission that takes more room than there is. */
async function writesOf(server: TestServer) {
  const key = await server.withKey();
  const api = server.client(key);
  const { data } = await api.call(listLeads, { query: { limit: 1 } });
  const lead = present(data[0]);
  const statuses = (await api.call(listStatuses)).filter(({ type }) => type !== OPPORTUNITY);
  const others = statuses.filter(({ id }) => id !== lead.status.id);
  const headers = { ...(await server.as("manager")), origin: ORIGIN };
  const change = (at: number): [string, Asked] => [
    `/api/dashboard/leads/${lead.id}/status`,
    { method: "PATCH", headers, body: { status_id: present(others[at % others.length]).id } },
  ];
  const submit: [string, Asked] = [
    "/api/opt-in/submit",
    {
      method: "POST",
      headers: key,
      body: {
        email: "full@example.com",
        first_name: "Fay",
        source: "OTHER",
        questions_answers: [{ question: "Why?", answer: "x".repeat(50_000), position: 0 }],
      },
    },
  ];
  const reads = [
    "/api/dashboard/leads?limit=5",
    "/api/dashboard/workspace",
    `/api/dashboard/leads/${lead.id}`,
  ];
  return { change, submit, reads, headers, key };
}

test("a full disk: writes say that nothing was saved and why, reads go on, and so does all when there is room", async () => {
  const { server, store, lines } = await open();
  const { change, submit, reads, headers } = await writesOf(server);
  const before = await server.ask(reads[2] ?? "", { headers });
  await fillDisk(store);
  lines.length = 0;
  expect(await server.ask(...submit)).toMatchObject(unsaved(FULL));
  // A change is so small that there may be room for some.
  let changed = before;
  let answer = await server.ask(...change(0));
  for (let n = 1; answer.status === 200; n += 1) {
    changed = await server.ask(reads[2] ?? "", { headers });
    answer = await server.ask(...change(n));
  }
  expect(answer).toMatchObject(unsaved(FULL));
  for (const read of reads) expect((await server.ask(read, { headers })).status).toBe(200);
  expect((await server.ask(reads[2] ?? "", { headers })).body).toEqual(changed.body);
  expect((await server.ask("/readyz")).status).toBe(200);
  expect((await server.ask("/healthz")).status).toBe(200);
  await clearDisk(store);
  expect((await server.ask(...submit)).status).toBe(201);
  expect((await server.ask(...change(1))).status).toBe(200);
});

test("a full disk is logged once, and that it has room again", async () => {
  const { server, store, lines, clock } = await open("info");
  const { submit } = await writesOf(server);
  await fillDisk(store);
  const told = () => lines.filter((line) => /saved|written/.test(line));
  await server.ask(...submit);
  await server.ask(...submit);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain(FULL);
  await clearDisk(store);
  // A write that just fitted isn't called a recovery.
  await server.ask(...submit);
  expect(told()).toHaveLength(1);
  clock.now += 60_000;
  await server.ask(...submit);
  await server.ask(...submit);
  expect(told()).toHaveLength(2);
  expect(told()[1]).toContain("written to again");
  expect(lines.join("")).not.toMatch(/example\.com|stack/);
});

test("signing in where nothing can be written says so, and a session that is due goes on", async () => {
  const { server, store, lines } = await open();
  const person = { name: "Mae", email: "mae@example.com", role: "member" } as const;
  await createAccount(store, server.auth, { ...person, password: "long enough" }, OPERATOR);
  const headers = await server.as("manager");
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  await sql`update session set "expiresAt" = ${soon}, "updatedAt" = ${soon}`.execute(store.db);
  const body = { email: person.email, password: "long enough" };
  const signIn = () =>
    server.ask("/api/dashboard/sign-in", { method: "POST", headers: { origin: ORIGIN }, body });
  await sql`pragma query_only = on`.execute(store.db);
  const workspace = await server.ask("/api/dashboard/workspace", { headers });
  expect(workspace.status).toBe(200);
  const message = "Nothing was saved: the server may not write to its database";
  expect(await signIn()).toMatchObject(unsaved(message));
  expect(lines).toHaveLength(1);
  await sql`pragma query_only = off`.execute(store.db);
  expect((await server.ask("/api/dashboard/workspace", { headers })).status).toBe(200);
  expect((await signIn()).status).toBe(200);
});

test("another program's lock: reads are answered meanwhile, and the write when it is gone", async () => {
  const { server, url } = await open();
  const { change, reads, headers } = await writesOf(server);
  const lock = await holdLock(url, "begin exclusive");
  let isChanged = false;
  const changing = server.ask(...change(0)).finally(() => (isChanged = true));
  for (const path of ["/healthz", "/readyz", ...reads]) {
    expect((await server.ask(path, { headers })).status).toBe(200);
  }
  expect(isChanged).toBe(false);
  await lock.release();
  expect((await changing).status).toBe(200);
});

test("a lock that stays is said, with when to come back", async () => {
  const { server, url } = await open();
  const { change } = await writesOf(server);
  const lock = await holdLock(url);
  const answer = await server.ask(...change(0));
  const message = "Nothing was saved: another program keeps the server's database to itself";
  expect(answer).toMatchObject(unsaved(message));
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  await lock.release();
  expect((await server.ask(...change(0))).status).toBe(200);
});

test("a database that is gone is not ready, in the envelope, and logged once", async () => {
  const { server, url, lines } = await open();
  expect((await server.ask("/readyz")).status).toBe(200);
  rmSync(filePath(url));
  const message = "The data can't be read: the server's database was moved or removed";
  for (let n = 0; n < 3; n += 1)
    expect(await server.ask("/readyz")).toMatchObject(unsaved(message));
  expect(lines).toHaveLength(1);
  expect((await server.ask("/healthz")).status).toBe(200);
});
