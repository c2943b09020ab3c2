import { describe, expect, test, vi } from "vitest";
import { checkFirstManagerLink } from "#api/contract/people/sign-in.ts";
import { changeRole } from "#server/accounts/people/account-changes.ts";
import { createAccount, listAccounts } from "#server/accounts/people/accounts.ts";
import { makeFirstManagerToken } from "#server/accounts/people/first-manager.ts";
import { OPERATOR } from "#server/store/test-store.ts";
import { openTestServer, present, type TestServer } from "#server/test-server.ts";

const PASSWORD = "correct horse battery";

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
    const made = answers.find(({ status }) => status === 201);
    expect(present(made).body).toMatchObject({ data: { person: { role: "manager" } } });
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

  test("is made with any of the links that servers have printed, once; the oldest go", async () => {
    const { server: empty, close } = await openTestServer({ sampleLeads: 0 });
    expect((await create(empty, { ...manager, token: "" })).status).toBe(403);
    const making = Array.from({ length: 21 }, () => makeFirstManagerToken(empty.store));
    const [oldest, ...tokens] = await Promise.all(making);
    expect((await create(empty, { ...manager, token: oldest })).status).toBe(403);
    const [first, another] = tokens;
    expect((await create(empty, { ...manager, token: first })).status).toBe(201);
    const second = { ...manager, email: "second@example.com", token: another };
    expect((await create(empty, second)).status).toBe(403);
    await close();
  });
});
