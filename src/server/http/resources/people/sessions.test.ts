import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { getSession } from "#api/contract/people/people.ts";
import { removeOldSessions } from "#server/accounts/sessions/sessions.ts";
import { withTestServer } from "#server/test-server.ts";

const server = withTestServer({ sampleLeads: 20 });

describe("a session", () => {
  test("ends at once with signing out, wherever its cookie was copied to", async () => {
    const headers = await server().as("manager");
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(200);
    const answer = await server().ask("/api/dashboard/sign-out", { method: "POST", headers });
    expect(answer.body).toEqual({ status: "success", message: "Signed out", data: null });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^dashboard\.session_token=; Max-Age=0/);
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
  });

  test("that is over or unknown can be signed out of", async () => {
    for (const cookie of ["", "dashboard.session_token=x.y", "%zz=%"]) {
      const answer = await server().ask("/api/dashboard/sign-out", {
        method: "POST",
        headers: { cookie },
      });
      expect(answer.status).toBe(200);
    }
  });

  test("is refused with a signature that is not ours, and once it is out of date", async () => {
    const { cookie } = await server().as("manager");
    const token = decodeURIComponent(cookie).split("=", 2)[1]?.split(".")[0] ?? "";
    const forged = [`${token}.`, token, `${token}.${"A".repeat(43)}=`, `x${token}.`];
    for (const value of forged) {
      const headers = { cookie: `dashboard.session_token=${encodeURIComponent(value)}` };
      expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    }
    const { internalAdapter } = await server().auth.$context;
    await internalAdapter.updateSession(token, { expiresAt: new Date(Date.now() - 1) });
    expect((await server().ask("/api/dashboard/workspace", { headers: { cookie } })).status).toBe(
      401,
    );
  });

  test("lives on when it is used after a day", async () => {
    // So that no second passes between what is asked and what is set.
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { cookie } = await server().as("manager");
    const token = decodeURIComponent(cookie).split("=", 2)[1]?.split(".")[0] ?? "";
    const { internalAdapter } = await server().auth.$context;
    const inFiveDays = new Date(Date.now() + 5 * 24 * 3600_000);
    await internalAdapter.updateSession(token, { expiresAt: inFiveDays });
    const answer = await server().ask("/api/dashboard/workspace", { headers: { cookie } });
    expect(answer.headers.getSetCookie()[0]).toMatch(/Max-Age=604800/);
    await untilWritten();
    const session = await internalAdapter.findSession(token);
    expect(Number(session?.session.expiresAt)).toBeGreaterThan(Number(inFiveDays));
  });
});

/** Waits for what an answer didn't wait for: that its session is in use. */
const untilWritten = () => server().store.write(async () => {});

describe("however much it is used, a session", () => {
  const DAY = 24 * 3600_000;
  const start = Date.now();
  const later = (days: number) => vi.setSystemTime(start + days * DAY);
  const look = async (headers: { cookie: string }) => {
    const answer = await server().ask("/api/dashboard/workspace", { headers });
    await untilWritten();
    return answer;
  };
  const maxAge = ({ headers }: { headers: Headers }) =>
    Number(/Max-Age=(\d+)/.exec(headers.getSetCookie()[0] ?? "")?.[1]);

  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: start }));
  afterEach(() => void vi.useRealTimers());

  test("ends after 30 days, and its cookie lasts no longer", async () => {
    const headers = await server().as("viewer");
    for (const day of [6, 12, 18, 23.5]) {
      later(day);
      const answer = await look(headers);
      expect([answer.status, maxAge(answer)]).toEqual([200, Math.min(7, 30 - day) * 24 * 3600]);
    }
    later(29.9);
    expect((await look(headers)).status).toBe(200);
    later(30.01);
    expect((await look(headers)).status).toBe(401);
  });

  test("ends after 7 days without use", async () => {
    const headers = await server().as("viewer");
    later(5);
    expect((await look(headers)).status).toBe(200);
    later(11.9);
    expect((await look(headers)).status).toBe(200);
    later(19);
    expect((await look(headers)).status).toBe(401);
  });

  test("is removed once it is over", async () => {
    const headers = await server().as("viewer");
    const token = decodeURIComponent(headers.cookie).split("=", 2)[1]?.split(".")[0] ?? "";
    const { internalAdapter } = await server().auth.$context;
    const future = new Date(start + 99 * DAY);
    await internalAdapter.updateSession(token, { expiresAt: future });
    later(29);
    await removeOldSessions(server().store);
    expect(await internalAdapter.findSession(token)).not.toBeNull();
    later(31);
    expect((await look(headers)).status).toBe(401);
    await removeOldSessions(server().store);
    expect(await internalAdapter.findSession(token)).toBeNull();
  });

  test("is not written down with every request", async () => {
    const headers = await server().as("viewer");
    const before = await server().store.version();
    expect((await look(headers)).headers.getSetCookie()).toEqual([]);
    expect(await server().store.version()).toBe(before);
  });
});

test("who is signed in can be asked by anyone", async () => {
  const person = async (headers = {}) => (await server().client(headers).call(getSession)).person;
  expect(await person()).toBeNull();
  expect(await person({ cookie: "dashboard.session_token=x.y" })).toBeNull();
  expect(await person(await server().as("viewer"))).toMatchObject({ name: "Theo Grant" });
});
