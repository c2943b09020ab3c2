import { expect, test } from "vitest";
import { countForever } from "#server/store/sqlite/threads/test-slow.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import { openTestServer } from "#server/test-server.ts";

/** More than may read at the same time. */
const MANY = 12;

test("who waits for too long is told so, and is answered when there is less to do", async () => {
  const { server, close } = await openTestServer({ sampleLeads: 20, longestReadMs: 50 });
  const { store, auth } = server;
  const { server: patient } = await openTestServer({ store, auth, longestReadMs: Infinity });
  const headers = await server.as("viewer");
  const over = new AbortController();
  const busy = Array.from({ length: MANY }, () =>
    whileAsked(over.signal, () => countForever(store)),
  );
  const ended = Promise.allSettled(busy);
  const answer = await server.ask("/api/dashboard/leads", { headers });
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({
    status: "error",
    message: "The data can't be read: the server's database takes too long to answer",
  });
  over.abort();
  await ended;
  expect((await patient.ask("/api/dashboard/leads", { headers })).status).toBe(200);
  await close();
});
