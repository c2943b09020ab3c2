import { expect, test } from "vitest";
import { openTestServer } from "#server/test-server.ts";

const TOO_MANY = { status: "error", message: "Too many requests" };

test("each key has its own requests a minute, and is told how long to wait", async () => {
  const { server, close } = await openTestServer({ perMinute: 3, sampleLeads: 0 });
  const [headers, other] = [await server.withKey(), await server.withKey()];
  for (let sent = 0; sent < 3; sent += 1) {
    expect((await server.ask("/api/external/leads", { headers })).status).toBe(200);
  }
  // Whatever it asks: the limit comes before the request is looked at.
  const answer = await server.ask("/api/opt-in/submit", { method: "POST", headers, body: "{" });
  expect([answer.status, answer.body]).toEqual([429, TOO_MANY]);
  const wait = Number(answer.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await server.ask("/api/external/leads", { headers: other })).status).toBe(200);
  await close();
});

test("a session has ten times as many", async () => {
  const { server, close } = await openTestServer({ perMinute: 1, sampleLeads: 20 });
  const headers = await server.as("viewer");
  const statuses: number[] = [];
  for (let sent = 0; sent < 11; sent += 1) {
    statuses.push((await server.ask("/api/dashboard/leads", { headers })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  await close();
});
