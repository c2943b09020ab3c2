import { describe, expect, test } from "vitest";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";
import { continueAs, cookieOf, newPerson, samplePeople, PASSWORD, signIn } from "./test-sign-in.ts";

const server = withTestServer({ sampleLeads: 20 });

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
    await newPerson(server(), "own@example.com");
    const accounts = await listAccounts(server().store);
    const { id } = present(accounts.find(({ email }) => email === "own@example.com"));
    expect((await continueAs(server(), { id, name: "", part: "" })).status).toBe(404);
    const headers = { host: "leads.example.com", "x-forwarded-for": "203.0.113.9" };
    const { headers: given } = await signIn(server(), "own@example.com", PASSWORD, headers);
    const asked = { headers: { ...headers, ...cookieOf(given) } };
    expect((await server().ask("/api/dashboard/workspace", asked)).status).toBe(200);
  });
});
