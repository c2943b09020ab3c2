import { sql } from "kysely";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createApp } from "#server/app.ts";
import { addApiKey, listApiKeys, revokeApiKey } from "#server/accounts/api-keys.ts";
import { setPassword } from "#server/accounts/passwords/account-passwords.ts";
import {
  changeRole,
  disableAccount,
  enableAccount,
} from "#server/accounts/people/account-changes.ts";
import { createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import { makeFirstManagerToken } from "#server/accounts/people/first-manager.ts";
import { endSessions, listSessions } from "#server/accounts/sessions/own-sessions.ts";
import { openLog } from "#server/boot/log.ts";
import { emptyMirror } from "#server/store/mirrored/removal/empty.ts";
import { listAudit } from "#server/store/audit/audit.ts";
import { breakTable, OPERATOR } from "#server/store/test-store.ts";
import { openTestServer, present, type TestServer } from "#server/test-server.ts";
import { parseRanges } from "../../edge/ip-addresses.ts";

const EMAIL = "pat@example.com";
const PASSWORD = "correct horse battery";
const NEXT = "another one by far";
const FROM = "203.0.113.9";
const BEHIND_PROXY = { incoming: { socket: { remoteAddress: "10.0.0.2" } } };

let server: TestServer;
let pat: string;

beforeEach(async () => {
  const opened = await openTestServer({ sampleLeads: 0, log: openLog("silent") });
  onTestFinished(opened.close);
  ({ server } = opened);
  const person = { name: "Pat Example", email: EMAIL, role: "member" } as const;
  const made = await createAccount(
    server.store,
    server.auth,
    { ...person, password: PASSWORD },
    OPERATOR,
  );
  pat = present(made);
});

/** Sends a request from behind a proxy, as {@link FROM}. */
async function post(path: string, body?: unknown, cookie = "", method = "POST") {
  const app = createApp({ ...server, trustedProxies: present(parseRanges("10.0.0.0/8")) });
  const init = { method, headers: { "x-forwarded-for": FROM, cookie }, body: JSON.stringify(body) };
  const answer = await app.request(`/api/dashboard/${path}`, init, BEHIND_PROXY);
  return { status: answer.status, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

const signIn = (password = PASSWORD, email = EMAIL) => post("sign-in", { email, password });

async function account() {
  const accounts = await listAccounts(server.store);
  return present(accounts.find(({ id }) => id === pat));
}

/** What was recorded, oldest first, as one line each, without when. */
async function recorded(): Promise<string[]> {
  const names = new Map([[pat, "PAT"]]);
  const entries = (await listAudit(server.store, 100)).toReversed();
  return entries.map(
    ({ actor_kind, actor_id, address, action, subject_kind, subject_id, detail }) =>
      [
        `${actor_kind} ${names.get(actor_id ?? "") ?? actor_id} at ${address}: ${action}`,
        subject_kind && subject_kind !== "account" ? subject_kind : names.get(subject_id ?? ""),
        detail,
      ]
        .filter(Boolean)
        .join(" "),
  );
}

/** The same without what every test begins with. */
const since = async () => (await recorded()).slice(1);

describe("what people do is recorded, with where from", () => {
  test("signing in, failing to, and signing out", async () => {
    expect((await signIn("wrong")).status).toBe(401);
    expect((await signIn("wrong", "Nobody@example.com")).status).toBe(401);
    const { cookie } = await signIn();
    expect((await post("sign-out", undefined, cookie)).status).toBe(200);
    expect((await post("sign-out", undefined, cookie)).status).toBe(200);
    expect(await recorded()).toEqual([
      "operator ops at null: account-created PAT member",
      `email ${EMAIL} at ${FROM}: sign-in-failed PAT wrong password`,
      `email Nobody@example.com at ${FROM}: sign-in-failed no account`,
      `person PAT at ${FROM}: signed-in session`,
      `person PAT at ${FROM}: signed-out session`,
    ]);
  });

  test("a disabled account's right password", async () => {
    await disableAccount(server.store, await account(), OPERATOR);
    expect((await signIn()).status).toBe(403);
    expect((await since()).at(-1)).toBe(`person PAT at ${FROM}: sign-in-failed PAT disabled`);
  });

  test("tries beyond the limit: the first, second, fourth of them", async () => {
    for (let n = 0; n < 10; n += 1) await signIn("wrong");
    for (let n = 0; n < 7; n += 1) expect((await signIn()).status).toBe(429);
    expect((await since()).slice(9)).toEqual([
      `email ${EMAIL} at ${FROM}: sign-in-failed PAT wrong password`,
      `email ${EMAIL} at ${FROM}: too-many-attempts 1`,
      `email ${EMAIL} at ${FROM}: too-many-attempts 2`,
      `email ${EMAIL} at ${FROM}: too-many-attempts 4`,
    ]);
  });

  test("passwords and sessions of their own", async () => {
    const { cookie } = await signIn();
    const [own] = await listSessions(server.store, pat);
    for (let n = 0; n < 3; n += 1) await signIn();
    const change = (current_password: string) =>
      post("account/password", { current_password, new_password: NEXT }, cookie);
    const other = present((await listSessions(server.store, pat)).find(({ id }) => id !== own?.id));
    await post(`account/sessions/${other.id}`, undefined, cookie, "DELETE");
    await post("account/sessions/end-others", undefined, cookie);
    await post("account/sessions/end-others", undefined, cookie);
    expect((await change("wrong")).status).toBe(400);
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await since()).slice(4)).toEqual([
      `person PAT at ${FROM}: session-ended session`,
      `person PAT at ${FROM}: sessions-ended PAT 2`,
      `person PAT at ${FROM}: password-change-failed PAT`,
      `person PAT at ${FROM}: password-changed PAT`,
    ]);
  });

  test("another name, where it is one", async () => {
    const { cookie } = await signIn();
    const rename = (name: string) => post("account", { name }, cookie, "PATCH");
    for (const name of ["Pat Sample", " Pat Sample ", ""]) await rename(name);
    expect((await since()).slice(1)).toEqual([
      `person PAT at ${FROM}: name-changed PAT Pat Sample`,
    ]);
  });

  test("the first manager, by the link", async () => {
    const token = await makeFirstManagerToken(server.store);
    const body = { token, name: "Mo", email: "mo@example.com", password: NEXT };
    expect((await post("first-manager", body)).status).toBe(201);
    const [made, signedIn] = (await listAudit(server.store, 2)).toReversed();
    const mo = (await listAccounts(server.store)).find(({ email }) => email === body.email)?.id;
    const by = { actor_kind: "person", actor_id: mo, address: FROM };
    expect(made).toMatchObject({
      ...by,
      action: "account-created",
      subject_id: mo,
      detail: "manager",
    });
    expect(signedIn).toMatchObject({ ...by, action: "signed-in" });
  });
});

const KEY = { name: "Form", hash: "a hash", last4: "wxyz" };

/** All that is done from the machine itself. */
async function operate(): Promise<readonly (() => Promise<unknown>)[]> {
  const { store, auth } = server;
  const ann = { name: "Ann", email: "ann@example.com", role: "viewer" } as const;
  const one = await account();
  return [
    () => createAccount(store, auth, { ...ann, password: PASSWORD }, OPERATOR),
    () => changeRole(store, one, "viewer", OPERATOR),
    () => endSessions(store, pat, OPERATOR),
    () => setPassword(store, auth, { userId: pat, next: NEXT, actor: OPERATOR }),
    () => disableAccount(store, one, OPERATOR),
    () => enableAccount(store, one, OPERATOR),
    () => addApiKey(store, KEY, OPERATOR),
    async () => revokeApiKey(store, (await listApiKeys(store))[0]?.id ?? "", OPERATOR),
    () => emptyMirror(store, OPERATOR),
  ];
}

test("what an operator does is recorded; what changes nothing isn't", async () => {
  await signIn();
  for (const act of await operate()) await act();
  await changeRole(server.store, await account(), "viewer", OPERATOR);
  await endSessions(server.store, pat, OPERATOR);
  await revokeApiKey(server.store, (await listApiKeys(server.store))[0]?.id ?? "", OPERATOR);
  await createAccount(server.store, server.auth, { ...(await account()) }, OPERATOR);
  expect((await since()).slice(1)).toEqual([
    "operator ops at null: account-created viewer",
    "operator ops at null: role-changed PAT viewer",
    "operator ops at null: sessions-ended PAT 1",
    "operator ops at null: password-set PAT",
    "operator ops at null: account-disabled PAT",
    "operator ops at null: account-enabled PAT",
    "operator ops at null: api-key-created api-key",
    "operator ops at null: api-key-revoked api-key",
    "operator ops at null: mirror-emptied workspace",
  ]);
});

const TABLES = ["user", "account", "session", "api_keys", "statuses", "attempts"];

const contents = () =>
  Promise.all(
    TABLES.map(
      async (table) => (await sql`select * from ${sql.table(table)}`.execute(server.store.db)).rows,
    ),
  );

test("nothing is done whose record can't be written", async () => {
  const { cookie } = await signIn();
  await signIn();
  const { store } = server;
  await addApiKey(store, KEY, OPERATOR);
  const acts = await operate();
  const [own] = await listSessions(store, pat);
  const token = await makeFirstManagerToken(store);
  const manager = { token, name: "Mo", email: "mo@example.com", password: NEXT };
  const before = await contents();
  await breakTable(store, "audit");
  for (const act of acts) {
    if (act === acts[6]) continue;
    await expect(act()).rejects.toThrow("cut");
  }
  await expect(addApiKey(store, { ...KEY, hash: "other" }, OPERATOR)).rejects.toThrow("cut");
  expect((await post("sign-out", undefined, cookie)).status).toBe(500);
  expect((await post(`account/sessions/${own?.id}`, undefined, cookie, "DELETE")).status).toBe(500);
  expect((await post("account/sessions/end-others", undefined, cookie)).status).toBe(500);
  expect((await post("first-manager", manager)).status).toBe(500);
  expect(await contents()).toEqual(before);
  // Tries are counted before, each for itself.
  expect((await signIn()).status).toBe(500);
  const body = { current_password: PASSWORD, new_password: NEXT };
  expect((await post("account/password", body, cookie)).status).toBe(500);
  expect((await contents()).slice(0, -1)).toEqual(before.slice(0, -1));
});

test("no password, session token, key or hash is in the log", async () => {
  const { cookie } = await signIn();
  await signIn("a wrong password");
  for (const act of await operate()) await act();
  await post("sign-out", undefined, cookie);
  const log = JSON.stringify(await listAudit(server.store, 100));
  const token = decodeURIComponent(cookie).split("=", 2)[1]?.split(".")[0] ?? "";
  expect(token).toHaveLength(32);
  for (const secret of [PASSWORD, NEXT, "a wrong password", token, KEY.hash, KEY.last4]) {
    expect(log).not.toContain(secret);
  }
});
