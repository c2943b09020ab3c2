import { expect, onTestFinished, test, vi } from "vitest";
import { createClient } from "#api/client.ts";
import { listLeads } from "#api/contract/leads/leads.ts";
import { createFirstManager } from "#api/contract/people/sign-in.ts";
import { getSync } from "#api/contract/sync.ts";
import { answers, startTestUpstream } from "#api/test-upstream.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { startServer } from "../test-process.ts";
import { newDatabaseUrl } from "#server/store/test-store.ts";
import { present } from "#server/test-server.ts";
import { APP_SECRET, openSideDoor } from "./test-side-door.ts";

/** What Hermon has when there is nothing in it. */
const NOTHING = {
  status: "success",
  message: "",
  data: [],
  pagination: { page: 1, limit: 100, total: 0, totalPages: 0, hasNext: false, hasPrev: false },
};

test("the mirror of an empty Hermon has nothing made up, and a link for its first manager", async () => {
  const hermon = await startTestUpstream();
  onTestFinished(() => hermon.close());
  hermon.behaviours = [answers(200, NOTHING)];
  const databaseUrl = await newDatabaseUrl();
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    APP_SECRET,
    HERMON_API_URL: hermon.url,
    HERMON_API_KEY: "sk_live_for_a_test",
  });
  const door = await openSideDoor(databaseUrl);
  onTestFinished(() => door.close());
  expect(await listAccounts(door.store)).toEqual([]);
  const sender = await door.sender(server.url);
  expect((await sender.call(listLeads)).pagination.total).toBe(0);

  const link = /^Make the first manager \(this link works once[^)]*\): (\S+)#token=(\S+)$/m;
  const [, page, token] = await vi.waitFor(() => present(link.exec(server.said())), {
    timeout: 30_000,
  });
  expect(page).toBe(`${server.url}/first-manager`);
  const visitor = createClient({ baseUrl: server.url });
  const person = { name: "Mae", email: "mae@example.com", password: "long enough" };
  const body = { ...person, token: present(token) };
  expect((await visitor.call(createFirstManager, { body })).person.role).toBe("manager");
  await expect(visitor.call(createFirstManager, { body })).rejects.toMatchObject({ status: 403 });
  const ada = await door.person(server.url, "Ada");
  expect((await ada.call(getSync)).mode).toBe("live");
  await server.end("SIGTERM");
});
