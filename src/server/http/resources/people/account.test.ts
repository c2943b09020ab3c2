import { describe, expect, test } from "vitest";
import {
  changeName,
  endOtherSessions,
  endSession,
  getAccount,
} from "#api/contract/people/account.ts";
import { getSession, getWorkspace, PERSON_HEADER } from "#api/contract/people/people.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { present, withTestServer } from "#server/test-server.ts";
import { OPERATOR } from "#server/store/test-store.ts";

const server = withTestServer({ sampleLeads: 20 });

const PASSWORD = "correct horse battery";
const NEXT = "staple in the stable";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0";

const signIn = (email: string, password: string, headers = {}) =>
  server().ask("/api/dashboard/sign-in", { method: "POST", headers, body: { email, password } });

const sessionIn = (headers: Headers) => ({
  cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "",
});

/** Someone new with a password, and a way to begin sessions of theirs. */
async function newPerson(email: string, role: "viewer" | "member" = "viewer") {
  const { store, auth } = server();
  await createAccount(
    store,
    auth,
    { name: "Pat Example", email, role, password: PASSWORD },
    OPERATOR,
  );
  return async (headers = {}) => sessionIn((await signIn(email, PASSWORD, headers)).headers);
}

const isIn = async (headers: { cookie: string }) =>
  (await server().ask("/api/dashboard/workspace", { headers })).status === 200;

const change = (headers: { cookie: string }, current_password: string, new_password: string) =>
  server().ask("/api/dashboard/account/password", {
    method: "POST",
    headers,
    body: { current_password, new_password },
  });

describe("changing one's password", () => {
  test("takes the current one, and ends every other session; also as a viewer", async () => {
    const begin = await newPerson("change@example.com");
    const [mine, other, third] = [await begin(), await begin(), await begin()];
    const answer = await change(mine, PASSWORD, NEXT);
    expect(answer.body).toEqual({
      status: "success",
      message: "Password changed",
      data: { ended: 2 },
    });
    expect([await isIn(mine), await isIn(other), await isIn(third)]).toEqual([true, false, false]);
    expect((await signIn("change@example.com", PASSWORD)).status).toBe(401);
    expect((await signIn("change@example.com", NEXT)).status).toBe(200);
  });

  test("with a wrong current one changes nothing, and is limited as signing in is", async () => {
    const begin = await newPerson("guess@example.com");
    const [mine, other] = [await begin(), await begin()];
    const wrong = await change(mine, "not the password", NEXT);
    expect([wrong.status, wrong.body]).toEqual([
      400,
      {
        status: "error",
        message: "Current password is wrong",
        details: { field: "current_password" },
      },
    ]);
    const many = Array.from({ length: 12 }, () => change(mine, "not the password", NEXT));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(9);
    expect((await change(mine, PASSWORD, NEXT)).status).toBe(429);
    expect([await isIn(mine), await isIn(other)]).toEqual([true, true]);
  });

  test("of two at once one alone counts", async () => {
    const mine = await (await newPerson("twice@example.com"))();
    const answers = await Promise.all([
      change(mine, PASSWORD, NEXT),
      change(mine, PASSWORD, `${NEXT} too`),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  });

  test("doesn't take what is guessed first, or too short, or the same", async () => {
    const email = "weak.person@example.com";
    const mine = await (await newPerson(email))();
    const weak = [
      "password123",
      "PassWord123",
      "1234567890",
      " qwertyuiop ",
      "1111111111",
      email,
      "WEAK.PERSON",
      "Pat Example",
      "patexample",
      PASSWORD,
      "short",
    ];
    for (const password of weak) {
      const { status, body } = await change(mine, PASSWORD, password);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(/password/i)]);
    }
    // None of them was an attempt to guess the current one.
    expect((await change(mine, PASSWORD, NEXT)).status).toBe(200);
  });

  test("is nothing for sample people, who have none", async () => {
    const headers = await server().as("member");
    expect((await change(headers, "anything", NEXT)).status).toBe(409);
    const account = await server().client(headers).call(getAccount);
    expect(account.has_password).toBe(false);
  });

  test("needs a session, and a page of ours", async () => {
    expect((await change({ cookie: "" }, PASSWORD, NEXT)).status).toBe(401);
    const mine = await (await newPerson("foreign@example.com"))();
    const headers = { ...mine, origin: "http://evil.example" };
    expect((await change(headers, PASSWORD, NEXT)).status).toBe(403);
  });
});

describe("changing one's name", () => {
  const rename = (headers: { cookie: string }, name: unknown) =>
    server().ask("/api/dashboard/account", { method: "PATCH", headers, body: { name } });

  test("shows wherever it stands, in every session, and among the owners of leads", async () => {
    const member = await server().as("member");
    const before = await server().client(member).call(getWorkspace);
    const { email } = before.person;
    const other = server().client(await server().as("member"));
    const renamed = await server()
      .client(member)
      .call(changeName, { body: { name: "  Mara\tSkog " } });
    expect(renamed).toEqual({ ...before.person, name: "Mara Skog" });
    expect((await other.call(getSession)).person).toEqual(renamed);
    const { person, team } = await other.call(getWorkspace);
    expect(person).toEqual(renamed);
    const expected = before.team.map((one) =>
      one.email === email ? { ...one, name: renamed.name } : one,
    );
    expect(team).toHaveLength(before.team.length);
    expect(team).toEqual(expect.arrayContaining(expected));
    // By name, as ever.
    const names = team.flatMap(({ name }) => name ?? []);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  });

  test("is for every role, for who owns nothing, too, and takes any script", async () => {
    const mine = await (await newPerson("name@example.com"))();
    const names = ["Þóra Ægisdóttir", "نور", "李雷", "👩🏽‍🚀", "x".repeat(200)];
    for (const name of names) {
      expect(await rename(mine, name)).toMatchObject({
        status: 200,
        body: { status: "success", message: "Name changed", data: { name } },
      });
      expect((await server().client(mine).call(getWorkspace)).person.name).toBe(name);
    }
  });

  test("takes no name in which nothing can be seen, and none that is too long", async () => {
    const mine = await (await newPerson("nameless@example.com"))();
    const wrong = ["", "   ", "\u200b\u3164", null, 7, ["Pat"], undefined, "x".repeat(201)];
    for (const name of wrong) {
      const { status, body } = await rename(mine, name);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('"name ')]);
    }
    expect((await server().client(mine).call(getWorkspace)).person.name).toBe("Pat Example");
  });

  test("needs a session, and a page of ours that shows the same person", async () => {
    expect((await rename({ cookie: "" }, "Pat")).status).toBe(401);
    const mine = await (await newPerson("name-origin@example.com"))();
    const foreign = { ...mine, origin: "http://evil.example" };
    expect((await rename(foreign, "Pat")).status).toBe(403);
    const other = { ...mine, [PERSON_HEADER]: "somebody else" };
    expect((await rename(other, "Pat")).status).toBe(409);
    expect((await server().client(mine).call(getWorkspace)).person.name).toBe("Pat Example");
  });
});

describe("one's sessions", () => {
  test("are listed with what they run in, the asking one marked, no address kept", async () => {
    const begin = await newPerson("listed@example.com");
    const mine = await begin({ "user-agent": FIREFOX });
    await begin({ "user-agent": "curl/8.5.0", "x-forwarded-for": "203.0.113.9" });
    const { has_password, sessions } = await server().client(mine).call(getAccount);
    expect(has_password).toBe(true);
    const devices = sessions.map(({ device, is_current }) => ({ device, is_current }));
    expect(devices).toEqual([
      { device: "Firefox on Windows", is_current: true },
      { device: null, is_current: false },
    ]);
    for (const { began_at, last_used_at } of sessions) {
      expect(Date.now() - Date.parse(began_at)).toBeLessThan(60_000);
      expect(last_used_at >= began_at).toBe(true);
    }
    const { internalAdapter } = await server().auth.$context;
    const user = present(await internalAdapter.findUserByEmail("listed@example.com")).user;
    for (const session of await internalAdapter.listSessions(user.id)) {
      expect([session.ipAddress, session.userAgent]).toEqual([
        null,
        expect.not.stringMatching(/\d/),
      ]);
    }
  });

  test("end one by one, or all others at once, but never somebody else's", async () => {
    const begin = await newPerson("ended@example.com", "member");
    const [mine, one, two, three] = [await begin(), await begin(), await begin(), await begin()];
    const stranger = await (await newPerson("stranger@example.com"))();
    const idOf = async (headers: { cookie: string }) => {
      const { sessions } = await server().client(headers).call(getAccount);
      return present(sessions.find(({ is_current }) => is_current)).id;
    };
    const id = await idOf(one);
    const foreign = server().client(stranger).call(endSession, { params: { id } });
    await expect(foreign).rejects.toMatchObject({ status: 404 });
    const client = server().client(mine);
    await client.call(endSession, { params: { id } });
    expect([await isIn(one), await isIn(two), await isIn(mine)]).toEqual([false, true, true]);
    expect(await client.call(endOtherSessions)).toEqual({ ended: 2 });
    const left = [await isIn(two), await isIn(three), await isIn(mine), await isIn(stranger)];
    expect(left).toEqual([false, false, true, true]);
    expect((await client.call(getWorkspace)).person.email).toBe("ended@example.com");
  });
});
