import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { getLeadView, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { isForLeads } from "#api/contract/vocabulary.ts";
import { openLog } from "#server/boot/log.ts";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";

/** A page says whom it shows, and nothing is done by anyone else. */

const HEADER = "x-dashboard-person";
const REFUSED = {
  status: "error",
  message: "Someone else is signed in by now, so nothing was done",
  details: { reason: "other_person" },
};

const server = withTestServer();
const idOf = async (headers: { cookie: string }, of = server()) =>
  (await of.client(headers).call(getWorkspace)).person.id;

/** A change of a lead's status by a page that shows `shown`. */
async function changeAs(headers: { cookie: string }, shown: string | undefined, of = server()) {
  const reader = of.client(await of.as("manager"));
  const [lead] = (await reader.call(listLeadsView, { query: { limit: 1 } })).data;
  const { statuses } = await reader.call(getWorkspace);
  const before = present(lead);
  const next = present(statuses.find((one) => isForLeads(one) && one.id !== before.status.id));
  const answer = await of.ask(`/api/dashboard/leads/${before.id}/status`, {
    method: "PATCH",
    headers: { ...headers, ...(shown !== undefined && { [HEADER]: shown }) },
    body: { status_id: next.id },
  });
  const { status } = await reader.call(getLeadView, { params: { id: before.id } });
  return { answer, isChanged: status.id !== before.status.id };
}

describe("what is done on a page", () => {
  test("is done when that shows who is signed in, or doesn't say", async () => {
    const setter = await server().as("member");
    for (const shown of [await idOf(setter), undefined]) {
      const { answer, isChanged } = await changeAs(setter, shown);
      expect([answer.status, isChanged]).toEqual([200, true]);
    }
  });

  test.each(["manager", "viewer"] as const)(
    "is refused before anything is done where a page of someone else has the session of a %s",
    async (role) => {
      const shown = await idOf(await server().as("member"));
      const { answer, isChanged } = await changeAs(await server().as(role), shown);
      expect([answer.status, answer.body, isChanged]).toEqual([409, REFUSED, false]);
    },
  );

  test.each(["", "nobody", "896e4c72-e390-4baf-906f-395992266222"])(
    "is refused where it shows %j",
    async (shown) => {
      const { answer, isChanged } = await changeAs(await server().as("manager"), shown);
      expect([answer.status, isChanged]).toEqual([409, false]);
    },
  );

  test("is no more than signing in where nobody is signed in", async () => {
    const shown = await idOf(await server().as("member"));
    const headers = { [HEADER]: shown };
    const status = `/api/dashboard/leads/896e4c72-e390-4baf-906f-395992266222/status`;
    const write = await server().ask(status, { method: "PATCH", headers, body: {} });
    expect(write.status).toBe(401);
    const credentials = { email: "nobody@example.com", password: "a wrong one" };
    const signIn = { method: "POST", headers, body: credentials };
    expect((await server().ask("/api/dashboard/sign-in", signIn)).status).toBe(401);
  });

  test.each([
    "POST /account/sessions/end-others",
    "POST /account/password",
    "POST /connection/sync",
  ])("%s is for whom the page shows", async (endpoint) => {
    const [method = "", path = ""] = endpoint.split(" ");
    const shown = await idOf(await server().as("member"));
    const headers = { ...(await server().as("manager")), [HEADER]: shown };
    const answer = await server().ask(`/api/dashboard${path}`, { method, headers, body: {} });
    expect([answer.status, answer.body]).toEqual([409, REFUSED]);
  });

  test("doesn't end the session of someone else", async () => {
    const [manager, setter] = [await server().as("manager"), await server().as("member")];
    const signOut = async (shown: string) =>
      server().ask("/api/dashboard/sign-out", {
        method: "POST",
        headers: { ...setter, [HEADER]: shown },
      });
    const refused = await signOut(await idOf(manager));
    expect([refused.status, refused.body]).toEqual([409, REFUSED]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect((await signOut(await idOf(setter))).status).toBe(200);
    const workspace = await server().ask("/api/dashboard/workspace", { headers: setter });
    expect(workspace.status).toBe(401);
  });
});

test("every answer says whose session it was for, so that no page mixes two people's", async () => {
  const setter = await server().as("member");
  const id = await idOf(setter);
  for (const path of ["workspace", "leads?setter=me", "lead-counts", "sync", "connection"]) {
    const { headers } = await server().ask(`/api/dashboard/${path}`, { headers: setter });
    expect(headers.get(HEADER)).toBe(id);
  }
  expect((await server().ask("/api/dashboard/workspace")).headers.get(HEADER)).toBeNull();
  const key = await server().withKey();
  const documented = await server().ask("/api/external/leads", { headers: key });
  expect(documented.headers.get(HEADER)).toBeNull();
});

test("a page of someone else isn't told what happens", async () => {
  const [manager, setter] = [await server().as("manager"), await server().as("member")];
  const ask = (shown: string) =>
    server().ask(`${EVENTS_PATH}?after=x&person=${shown}`, { method: "HEAD", headers: setter });
  expect((await ask(await idOf(setter))).status).toBe(200);
  expect((await ask(await idOf(manager))).status).toBe(409);
});

test("the log says why, and names nobody", async () => {
  const stream = new PassThrough();
  const { server: logged, close } = await openTestServer({ log: openLog("warn", stream) });
  const shown = await idOf(await logged.as("member"), logged);
  await changeAs(await logged.as("manager"), shown, logged);
  await close();
  stream.end();
  const line: unknown = JSON.parse(await text(stream));
  expect(line).toMatchObject({
    level: "warn",
    route: "/api/dashboard/leads/:id/status",
    msg: "Refused: the page shows someone else than who is signed in",
  });
  expect(JSON.stringify(line)).not.toContain(shown);
});
