import { expect, test, vi } from "vitest";
import { openTestServer } from "#server/test-server.ts";
import { countFar } from "#server/store/sqlite/threads/test-slow.ts";

test("who waits for too long is told so, and is answered when there is less to do", async () => {
  const { server, close } = await openTestServer({ sampleLeads: 20, longestReadMs: 200 });
  const headers = await server.as("viewer");
  const list = () => server.ask("/api/dashboard/leads", { headers });
  // More than may read at the same time.
  const busy = Array.from({ length: 12 }, () => countFar(server.store, 3));
  const answer = await list();
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({
    status: "error",
    message: "The data can't be read: the server's database takes too long to answer",
  });
  await Promise.all(busy);
  await vi.waitFor(async () => expect((await list()).status).toBe(200), 30_000);
  await close();
});
