import { Hono } from "hono";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createApp } from "#server/app.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { parseRanges } from "../../edge/ip-addresses.ts";
import { removeOldAttempts } from "#server/accounts/sessions/attempts.ts";
import { doElsewhere, OPERATOR } from "#server/store/test-store.ts";
import { openTestServer, present, type TestServer } from "#server/test-server.ts";
import { clientAddresses } from "../../edge/client-address.ts";
import { failureAnswerer } from "../../wire/failures.ts";
import type { ServerEnv } from "../../wire/server-env.ts";
import { signInAttempts } from "./sign-in-attempts.ts";

const PASSWORD = "correct horse battery";
const TRUSTED = present(parseRanges("10.0.0.0/8"));
const BEHIND_PROXY = { incoming: { socket: { remoteAddress: "10.0.0.2" } } };

afterEach(() => vi.useRealTimers());

/** Signs in where `PASSWORD` is everybody's, without the time that a real one takes to look at. */
function begin({ store, auth, log }: TestServer) {
  const attempts = signInAttempts({ store, auth, addressOf: clientAddresses(TRUSTED) });
  const app = new Hono<ServerEnv>().onError(failureAnswerer(log));
  app.post("/:name/:password", async (context) => {
    const { name, password } = context.req.param();
    const attempt = await attempts.begin(`${name}@example.com`, context, OPERATOR);
    if (password !== PASSWORD) return context.body(null, 401);
    return context.body(null, 200, { "set-cookie": await attempt.succeeded() });
  });
  return async (from: string, name: string, password: string, cookie = "") => {
    const headers = { "x-forwarded-for": from, cookie };
    const path = `/${name}/${encodeURIComponent(password)}`;
    const answer = await app.request(path, { method: "POST", headers }, BEHIND_PROXY);
    return { status: answer.status, cookies: answer.headers.getSetCookie() };
  };
}

async function open() {
  const { server, close, url } = await openTestServer({ sampleLeads: 0 });
  return { server, signIn: begin(server), close, url };
}

type SignIn = ReturnType<typeof begin>;

/** Sends wrong passwords, one after the other; gives how many were looked at. */
async function guess(signIn: SignIn, from: string, name: string, times: number): Promise<number> {
  let looked = 0;
  for (let sent = 0; sent < times; sent += 1) {
    const { status } = await signIn(from, name, "not the password");
    if (status === 401) looked += 1;
    else expect(status).toBe(429);
  }
  return looked;
}

const known = ({ cookies }: { cookies: string[] }) =>
  present(cookies.find((cookie) => /device=/.test(cookie))).split(";")[0] ?? "";

describe("wrong passwords", () => {
  test("for one account are stopped where they come from, and only there", async () => {
    const { signIn, close } = await open();
    expect(await guess(signIn, "203.0.113.9", "ada", 12)).toBe(10);
    expect((await signIn("203.0.113.9", "ada", PASSWORD)).status).toBe(429);
    expect((await signIn("203.0.113.10", "ada", PASSWORD)).status).toBe(200);
    await close();
  });

  test("of all that begin alike in IPv6 are one sender's", async () => {
    const { signIn, close } = await open();
    let looked = 0;
    for (let host = 1; host <= 12; host += 1) {
      looked += await guess(signIn, `2001:db8:1:2::${host}`, "ada", 1);
    }
    expect(looked).toBe(10);
    expect((await signIn("2001:db8:1:3::1", "ada", PASSWORD)).status).toBe(200);
    await close();
  });

  test("from one address, for whatever accounts, lock out nobody else behind it", async () => {
    const { signIn, close } = await open();
    for (let account = 0; account < 5; account += 1) {
      expect(await guess(signIn, "203.0.113.9", `nobody${account}`, 12)).toBe(10);
    }
    expect((await signIn("203.0.113.9", "ada", PASSWORD)).status).toBe(200);
    // But from there, each further account is tried a few times only.
    expect(await guess(signIn, "203.0.113.9", "ben", 12)).toBe(3);
    expect(await guess(signIn, "203.0.113.10", "ben", 12)).toBe(10);
    await close();
  });

  test("don't keep out a browser that signed in before, for this account", async () => {
    const { signIn, close } = await open();
    const cookie = known(await signIn("203.0.113.9", "ada", PASSWORD));
    await guess(signIn, "203.0.113.9", "ada", 12);
    expect((await signIn("203.0.113.9", "ada", PASSWORD)).status).toBe(429);
    expect((await signIn("203.0.113.9", "ada", PASSWORD, cookie)).status).toBe(200);
    // For another account it is as good as none, and so is one that was tampered with.
    await guess(signIn, "203.0.113.9", "ben", 12);
    expect((await signIn("203.0.113.9", "ben", PASSWORD, cookie)).status).toBe(429);
    const forged = cookie.replace(/=./, (start) => (start === "=_" ? "=-" : "=_"));
    expect((await signIn("203.0.113.9", "ada", PASSWORD, forged)).status).toBe(429);
    await close();
  });

  test("by a known browser are counted, too", async () => {
    const { signIn, close } = await open();
    const cookie = known(await signIn("203.0.113.9", "ada", PASSWORD));
    const statuses: number[] = [];
    for (let sent = 0; sent < 11; sent += 1) {
      statuses.push((await signIn("203.0.113.9", "ada", "wrong", cookie)).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    await close();
  });

  test("from many addresses leave each a few tries, and a newcomer one", async () => {
    const { signIn, close } = await open();
    for (let host = 1; host <= 10; host += 1) await guess(signIn, `203.0.113.${host}`, "ada", 10);
    expect(await guess(signIn, "198.51.100.1", "ada", 10)).toBe(3);
    expect((await signIn("198.51.100.2", "ada", PASSWORD)).status).toBe(200);
    await close();
  });

  test("are remembered over a restart, and forgotten after a while", async () => {
    const { server, signIn, close, url } = await open();
    await guess(signIn, "203.0.113.9", "ada", 11);
    expect((await begin(server)("203.0.113.9", "ada", PASSWORD)).status).toBe(429);

    const kept = JSON.stringify(await doElsewhere(url, "select * from attempts"));
    expect(kept).not.toMatch(/ada@|example|203\.0/);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15 * 60_000 + 1 });
    expect((await begin(server)("203.0.113.9", "ada", PASSWORD)).status).toBe(200);
    vi.setSystemTime(Date.now() + 60 * 60_000);
    await removeOldAttempts(server.store);
    expect(await doElsewhere(url, "select * from attempts")).toEqual([]);
    await close();
  });
});

test("who is behind a trusted proxy is told apart when signing in", async () => {
  const { server, close } = await openTestServer({ sampleLeads: 0 });
  const ada = { name: "Ada Example", email: "ada@example.com", role: "member" } as const;
  await createAccount(server.store, server.auth, { ...ada, password: PASSWORD }, OPERATOR);
  const app = createApp({ ...server, trustedProxies: TRUSTED });
  const signIn = async (from: string, password: string) => {
    const body = JSON.stringify({ email: "ada@example.com", password });
    const init = { method: "POST", headers: { "x-forwarded-for": from }, body };
    return (await app.request("/api/dashboard/sign-in", init, BEHIND_PROXY)).status;
  };
  const wrong = Array.from({ length: 11 }, () => signIn("203.0.113.9", "not the password"));
  expect((await Promise.all(wrong)).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 10 }, () => 401),
    429,
  ]);
  expect(await signIn("203.0.113.9", PASSWORD)).toBe(429);
  expect(await signIn("203.0.113.10", PASSWORD)).toBe(200);
  await close();
});
