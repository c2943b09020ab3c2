import { describe, expect, test } from "vitest";
import { getWorkspace } from "#api/contract/people/people.ts";
import { disableAccount, enableAccount } from "#server/accounts/people/account-changes.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";
import { OPERATOR } from "#server/store/test-store.ts";
import { continueAs, cookieOf, newPerson, PASSWORD, samplePeople, signIn } from "./test-sign-in.ts";

const server = withTestServer({ sampleLeads: 20 });

describe("with e-mail and password", () => {
  test("gives a session in a cookie that scripts and other sites can't use", async () => {
    const person = await newPerson(server(), "cookie@example.com");
    const answer = await signIn(server(), " Cookie@Example.com ", PASSWORD);
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
    await newPerson(server(), "same@example.com");
    for (const email of ["same@example.com", "nobody@example.com", "helen.marsh@example.com"]) {
      const answer = await signIn(server(), email, "wrong");
      expect([answer.status, answer.body]).toEqual([
        401,
        { status: "error", message: "Email or password is wrong" },
      ]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test("is limited for each e-mail, also for many attempts at once", async () => {
    await newPerson(server(), "guessed@example.com");
    const wrong = Array.from({ length: 15 }, () =>
      signIn(server(), "guessed@example.com", "wrong"),
    );
    const statuses = (await Promise.all(wrong)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const answer = await signIn(server(), "Guessed@example.com", PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(JSON.stringify(answer.body)).toMatch(
      /"Too many attempts to sign in; try again in 15 minutes"/,
    );
  });

  test("signing in wipes out the failures before", async () => {
    await newPerson(server(), "forgetful@example.com");
    for (let round = 0; round < 3; round += 1) {
      const wrong = Array.from({ length: 9 }, () =>
        signIn(server(), "forgetful@example.com", "wrong"),
      );
      await Promise.all(wrong);
      expect((await signIn(server(), "forgetful@example.com", PASSWORD)).status).toBe(200);
    }
  });
});

describe("an account that is disabled", () => {
  const account = async (email: string) => {
    await newPerson(server(), email);
    const accounts = await listAccounts(server().store);
    return present(accounts.find((one) => one.email === email));
  };

  test("ends its sessions, and says so to nobody but who knows the password", async () => {
    const ann = await account("closed@example.com");
    const headers = cookieOf((await signIn(server(), ann.email, PASSWORD)).headers);
    await disableAccount(server().store, ann, OPERATOR);
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    const right = await signIn(server(), ann.email, PASSWORD);
    expect([right.status, right.body]).toEqual([
      403,
      { status: "error", message: "This account is disabled" },
    ]);
    expect(right.headers.getSetCookie()).toEqual([]);
    const wrong = await signIn(server(), ann.email, "wrong");
    expect([wrong.status, wrong.body]).toMatchObject([
      401,
      { message: "Email or password is wrong" },
    ]);
  });

  test("lets people in again once it is enabled, but in no session from before", async () => {
    const ben = await account("back@example.com");
    const headers = cookieOf((await signIn(server(), ben.email, PASSWORD)).headers);
    await disableAccount(server().store, ben, OPERATOR);
    await enableAccount(server().store, ben, OPERATOR);
    expect((await server().ask("/api/dashboard/workspace", { headers })).status).toBe(401);
    expect((await signIn(server(), ben.email, PASSWORD)).status).toBe(200);
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
