import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { getSession, getWorkspace } from "#api/contract/people.ts";
import {
  checkFirstManagerLink,
  listSamplePeople,
  type SamplePerson,
} from "#api/contract/sign-in.ts";
import {
  changeRole,
  disableAccount,
  enableAccount,
} from "#server/accounts/people/account-changes.ts";
import { createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import { makeFirstManagerToken } from "#server/accounts/people/first-manager.ts";
import { removeOldSessions } from "#server/accounts/sessions/sessions.ts";
import { openTestServer, present, type TestServer, withTestServer } from "#server/test-server.ts";
import { OPERATOR } from "#server/store/test-store.ts";

const server = withTestServer({ sampleLeads: 20 });

const PASSWORD = "correct horse battery";

/** Someone with a password, and an e-mail of their own for each test. */
async function newPerson(email: string) {
  const person = { name: "Pat Example", email, role: "member" } as const;
  await createAccount(server().store, server().auth, { ...person, password: PASSWORD }, OPERATOR);
  return person;
}

const signIn = (email: string, password: string, headers = {}) =>
  server().ask("/api/dashboard/sign-in", { method: "POST", headers, body: { email, password } });

const cookieOf = (headers: Headers) => ({ cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "" });

const samplePeople = (of: TestServer) => of.client({}).call(listSamplePeople);

const continueAs = (of: TestServer, { id }: SamplePerson) =>
  of.ask(`/api/dashboard/sample-people/${id}/sign-in`, { method: "POST" });

describe("with e-mail and password", () => {
  test("gives a session in a cookie that scripts and other sites can't use", async () => {
    const person = await newPerson("cookie@example.com");
    const answer = await signIn(" Cookie@Example.com ", PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ message: "Signed in", data: { person } });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^dashboard\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(
        /^dashboard\.device=.*; Path=\/api\/dashboard; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const workspace = await server().client(cookieOf(answer.headers)).call(getWorkspace);
    expect(workspace.person).toMatchObject(person);
  });

  test("says the same of a wrong password, an unknown e-mail and a sample person", async () => {
    await newPerson("same@example.com");
    for (const email of ["same@example.com", "nobody@example.com", "helen.marsh@example.com"]) {
      const answer = await signIn(email, "wrong");
      expect([answer.status, answer.body]).toEqual([
        401,
        { status: "error", message: "Email or password is wrong" },
      ]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test("is limited for each e-mail, also for many attempts at once", async () => {
    await newPerson("guessed@example.com");
    const wrong = Array.from({ length: 15 }, () => signIn("guessed@example.com", "wrong"));
    const statuses = (await Promise.all(wrong)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const answer = await signIn("Guessed@example.com", PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(JSON.stringify(answer.body)).toMatch(
      /"Too many attempts to sign in; try again in 15 minutes"/,
    );
  });

  test("signing in wipes out the failures before", async () => {
    await newPerson("forgetful@example.com");
    for (let round = 0; round < 3; round += 1) {
      const wrong = Array.from({ length: 9 }, () => signIn("forgetful@example.com", "wrong"));
      await Promise.all(wrong);
      expect((await signIn("forgetful@example.com", PASSWORD)).status).toBe(200);
    }
  });
});

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
    const session = await internalAdapter.findSession(token);
    expect(Number(session?.session.expiresAt)).toBeGreaterThan(Number(inFiveDays));
  });
});

describe("however much it is used, a session", () => {
  const DAY = 24 * 3600_000;
  const start = Date.now();
  const later = (days: number) => vi.setSystemTime(start + days * DAY);
  const look = (headers: { cookie: string }) =>
    server().ask("/api/dashboard/workspace", { headers });
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
    const before = server().store.version();
    expect((await look(headers)).headers.getSetCookie()).toEqual([]);
    expect(server().store.version()).toBe(before);
  });
});

describe("an account that is disabled", () => {
  const account = async (email: string) => {
    await newPerson(email);
    const accounts = await listAccounts(server().store);
    return present(accounts.find((one) => one.email === email));
  };

  test("ends its sessions, and says so to nobody but who knows the password", async () => {
    const ann = await account("closed@example.com");
    const headers = cookieOf((await signIn(ann.email, PASSWORD)).headers);
    await disableAccount(server().store, ann, OPERATOR);
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    const right = await signIn(ann.email, PASSWORD);
    expect([right.status, right.body]).toEqual([
      403,
      { status: "error", message: "This account is disabled" },
    ]);
    expect(right.headers.getSetCookie()).toEqual([]);
    const wrong = await signIn(ann.email, "wrong");
    expect([wrong.status, wrong.body]).toMatchObject([
      401,
      { message: "Email or password is wrong" },
    ]);
  });

  test("lets people in again once it is enabled, but in no session from before", async () => {
    const ben = await account("back@example.com");
    const headers = cookieOf((await signIn(ben.email, PASSWORD)).headers);
    await disableAccount(server().store, ben, OPERATOR);
    await enableAccount(server().store, ben, OPERATOR);
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    expect((await signIn(ben.email, PASSWORD)).status).toBe(200);
  });

  test("is no sample person to continue as", async () => {
    const { server: own, close } = await openTestServer({ sampleLeads: 20 });
    const [helen] = await samplePeople(own);
    const accounts = await listAccounts(own.store);
    await disableAccount(own.store, present(accounts.find(({ id }) => id === helen?.id)), OPERATOR);
    expect((await samplePeople(own)).map(({ part }) => part)).toEqual(["setter", "viewer"]);
    expect((await continueAs(own, present(helen))).status).toBe(404);
    await close();
  });
});

test("who is signed in can be asked by anyone", async () => {
  const person = async (headers = {}) => (await server().client(headers).call(getSession)).person;
  expect(await person()).toBeNull();
  expect(await person({ cookie: "dashboard.session_token=x.y" })).toBeNull();
  expect(await person(await server().as("viewer"))).toMatchObject({ name: "Theo Grant" });
});

describe("sample people", () => {
  test("are offered by name and part, and one can continue as them", async () => {
    const people = await samplePeople(server());
    expect(people.map(({ name, part }) => `${name}, ${part}`)).toEqual([
      "Helen Marsh, manager",
      "Mara Lindqvist, setter",
      "Theo Grant, viewer",
    ]);
    const answer = await continueAs(server(), present(people[0]));
    expect(answer.body).toMatchObject({ data: { person: { role: "manager" } } });
    const workspace = await server().client(cookieOf(answer.headers)).call(getWorkspace);
    expect(workspace.person.name).toBe("Helen Marsh");
  });

  test("don't exist where others can reach the server, and neither do their sessions", async () => {
    const people = await samplePeople(server());
    const headers = await server().as("manager");
    const { auth, store } = server();
    const open = await openTestServer({ sampleAllowed: false, auth, store });
    expect(await samplePeople(open.server)).toEqual([]);
    const answer = await continueAs(open.server, present(people[0]));
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
    expect((await open.server.ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    await open.close();
  });

  const HERE = "127.0.0.1:4310";
  test.each([
    [{ host: "leads.example.com" }],
    [{ host: "evil.example:4310" }],
    [{ host: "127.0.0.1.evil.example:4310" }],
    [{ host: "localhost.evil.example" }],
    [{ host: "localhost:4310:80" }],
    [{ host: "192.168.1.4:4310" }],
    [{ host: "[2001:db8::1]:4310" }],
    [{ host: "" }],
    [{ host: HERE, "x-forwarded-for": "203.0.113.9" }],
    [{ host: HERE, "x-forwarded-for": "127.0.0.1" }],
    [{ host: HERE, "X-Forwarded-Host": "leads.example.com" }],
    [{ host: HERE, "x-forwarded-proto": "https" }],
    [{ host: HERE, "x-forwarded-anything": "" }],
    [{ host: HERE, forwarded: "for=203.0.113.9" }],
    [{ host: HERE, via: "1.1 proxy" }],
    [{ host: HERE, "x-real-ip": "203.0.113.9" }],
    [{ host: HERE, "cf-connecting-ip": "203.0.113.9" }],
    [{ host: HERE, "true-client-ip": "203.0.113.9" }],
  ])("aren't there for who comes from elsewhere, %j", async (headers) => {
    const [helen] = await samplePeople(server());
    const { cookie } = await server().as("manager");
    const ask = async (path: string, method = "GET") =>
      (await server().ask(path, { method, headers: { ...headers, cookie } })).status;
    const list = await server().ask("/api/dashboard/sample-people", { headers });
    expect(list.body).toMatchObject({ data: [] });
    expect(await ask(`/api/dashboard/sample-people/${present(helen).id}/sign-in`, "POST")).toBe(
      404,
    );
    expect(await ask("/api/dashboard/workspace")).toBe(401);
    expect(await ask("/api/dashboard/leads")).toBe(401);
    expect(await ask(EVENTS_PATH)).toBe(401);
    expect(await ask("/api/dashboard/sign-out", "POST")).toBe(200);
  });

  test.each(["127.0.0.1", "127.0.0.1:5173", "localhost:4310", "LOCALHOST", "[::1]:4310"])(
    "are there for this machine by its own name, %s",
    async (host) => {
      const { cookie } = await server().as("manager");
      const list = await server().ask("/api/dashboard/sample-people", { headers: { host } });
      expect(list.body).toMatchObject({ data: [{}, {}, {}] });
      const headers = { host, cookie };
      expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(200);
    },
  );

  test("an account of one's own is none of them, and is let in from anywhere", async () => {
    await newPerson("own@example.com");
    const accounts = await listAccounts(server().store);
    const { id } = present(accounts.find(({ email }) => email === "own@example.com"));
    expect((await continueAs(server(), { id, name: "", part: "" })).status).toBe(404);
    const headers = { host: "leads.example.com", "x-forwarded-for": "203.0.113.9" };
    const { headers: given } = await signIn("own@example.com", PASSWORD, headers);
    const asked = { headers: { ...headers, ...cookieOf(given) } };
    expect((await server().ask("/api/dashboard/workspace", asked)).status).toBe(200);
  });
});

describe("the first manager", () => {
  const manager = { name: "First", email: "first@example.com", password: "long enough" };
  const create = (of: TestServer, body: unknown) =>
    of.ask("/api/dashboard/first-manager", { method: "POST", body });

  test("is made once, even when the link is used twice at once", async () => {
    const { server: empty, close } = await openTestServer({ sampleLeads: 0 });
    const token = await makeFirstManagerToken(empty.store);
    const weak = await create(empty, { ...manager, token, password: "short" });
    expect(weak.status).toBe(400);
    const answers = await Promise.all([
      create(empty, { ...manager, token }),
      create(empty, { ...manager, email: "second@example.com", token }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 403]);
    expect(present(answers[0]).body).toMatchObject({ data: { person: { role: "manager" } } });
    await close();
  });

  /** An empty server, and what a link says and does there. */
  async function withLink() {
    const { server: empty, close } = await openTestServer({ sampleLeads: 0 });
    const token = await makeFirstManagerToken(empty.store);
    const state = async (given = token) => {
      const body = { token: given };
      return (await empty.client({}).call(checkFirstManagerLink, { body })).state;
    };
    const use = () => create(empty, { ...manager, token });
    return { empty, close, state, use };
  }

  test("isn't made once there is one, however that was made", async () => {
    const { empty, close, state, use } = await withLink();
    expect(await state()).toBe("valid");
    const { store, auth } = empty;
    const email = "admin@example.com";
    await createAccount(
      store,
      auth,
      { name: "Ada", email, role: "manager", password: PASSWORD },
      OPERATOR,
    );
    expect(await state()).toBe("used");
    const answer = await use();
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      403,
      expect.stringMatching(/There is a manager already/),
    ]);
    expect(await listAccounts(store)).toHaveLength(1);
    await close();
  });

  test("is made although there is one who can't sign in", async () => {
    const { empty, close, state, use } = await withLink();
    const { store, auth } = empty;
    // As a crash between two commits left them behind.
    await createAccount(
      store,
      auth,
      { name: "Half", email: "half@example.com", role: "manager" },
      OPERATOR,
    );
    expect(await state()).toBe("valid");
    expect((await use()).status).toBe(201);
    await close();
  });

  test("isn't made when somebody becomes one", async () => {
    const { empty, close, state } = await withLink();
    const { store, auth } = empty;
    const email = "viewer@example.com";
    await createAccount(
      store,
      auth,
      { name: "Vi", email, role: "viewer", password: PASSWORD },
      OPERATOR,
    );
    expect(await state()).toBe("valid");
    await changeRole(store, present((await listAccounts(store))[0]), "manager", OPERATOR);
    expect(await state()).toBe("used");
    await close();
  });

  test("isn't made a day later; a link says so before anything is filled in", async () => {
    const { close, state, use } = await withLink();
    const made = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: made + 24 * 3600_000 - 60_000 });
    expect(await state()).toBe("valid");
    vi.setSystemTime(made + 24 * 3600_000 + 60_000);
    expect(await state()).toBe("out-of-date");
    expect((await use()).status).toBe(403);
    vi.useRealTimers();
    expect((await use()).status).toBe(201);
    expect(await state()).toBe("used");
    await close();
  });

  test("a link that is none of this server's is out of date", async () => {
    const { close, state } = await withLink();
    for (const token of ["", "x", "x".repeat(43)]) expect(await state(token)).toBe("out-of-date");
    await close();
  });

  test("isn't made with a common password, and the link still works", async () => {
    const { empty, close, state } = await withLink();
    const token = await makeFirstManagerToken(empty.store);
    const answer = await create(empty, { ...manager, token, password: "password123" });
    expect([answer.status, answer.body]).toMatchObject([400, { details: { field: "password" } }]);
    expect(await state(token)).toBe("valid");
    await close();
  });

  test("isn't made with another token, an earlier one, or none", async () => {
    const { server: empty, close } = await openTestServer({ sampleLeads: 0 });
    expect((await create(empty, { ...manager, token: "" })).status).toBe(403);
    const earlier = await makeFirstManagerToken(empty.store);
    await makeFirstManagerToken(empty.store);
    expect((await create(empty, { ...manager, token: earlier })).status).toBe(403);
    await close();
  });
});
