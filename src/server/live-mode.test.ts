import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "#api/client.ts";
import { listLeads } from "#api/contract/leads.ts";
import { createFirstManager, listSamplePeople } from "#api/contract/people.ts";
import { getSync } from "#api/contract/sync.ts";
import { listAccounts } from "#server/auth/accounts.ts";
import { answers, startTestUpstream } from "#server/mirror/hermon/test-upstream.ts";
import { runToItsEnd, startServer, temporaryDirectory } from "./test-process.ts";
import { present } from "./test-server.ts";
import { APP_SECRET, openSideDoor } from "./test-side-door.ts";

/** What Hermon has when there is nothing in it. */
const NOTHING = {
  status: "success",
  message: "",
  data: [],
  pagination: { page: 1, limit: 100, total: 0, totalPages: 0, hasNext: false, hasPrev: false },
};

async function modes() {
  const hermon = await startTestUpstream();
  onTestFinished(() => hermon.close());
  hermon.behaviours = [answers(200, NOTHING)];
  const own = { DATABASE_URL: `file:${join(await temporaryDirectory(), "one.db")}`, APP_SECRET };
  const live = { ...own, HERMON_API_URL: hermon.url, HERMON_API_KEY: "sk_live_for_a_test" };
  return { hermon, own, live };
}

test("a database that is its own record doesn't become a mirror", async () => {
  const { hermon, own, live } = await modes();
  await (await startServer(own)).end("SIGTERM");
  expect(await runToItsEnd(live)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "DATABASE_URL names a database that is its own record, and HERMON_API_KEY is set: name another database to mirror Hermon, or unset the key\n",
  });
  expect(hermon.requests).toEqual([]);
  await (await startServer(own)).end("SIGTERM");
});

test("a mirror starts with a link for its first manager and nothing made up, and stays one", async () => {
  const { own, live } = await modes();
  const server = await startServer(live);
  const door = await openSideDoor(live.DATABASE_URL);
  onTestFinished(() => door.close());
  const visitor = createClient({ baseUrl: server.url });
  expect(await visitor.call(listSamplePeople)).toEqual([]);
  expect(await listAccounts(door.store)).toEqual([]);
  const sender = await door.sender(server.url);
  expect((await sender.call(listLeads)).pagination.total).toBe(0);

  const link = /^Make the first manager \(this link works once\): (\S+)#token=(\S+)$/m;
  const [, page, token] = present(link.exec(server.said()));
  expect(page).toBe(`${server.url}/first-manager`);
  const person = { name: "Mae", email: "mae@example.com", password: "long enough" };
  const body = { ...person, token: present(token) };
  expect((await visitor.call(createFirstManager, { body })).person.role).toBe("manager");
  await expect(visitor.call(createFirstManager, { body })).rejects.toMatchObject({ status: 403 });
  const ada = await door.person(server.url, "Ada");
  expect((await ada.call(getSync)).mode).toBe("live");
  const { stdout, stderr } = await server.end("SIGTERM");
  expect(stdout + stderr).not.toContain(live.HERMON_API_KEY);

  expect(await runToItsEnd(own)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "DATABASE_URL names a mirror of a Hermon workspace, and HERMON_API_KEY is not set: set it, or name another database\n",
  });
});
