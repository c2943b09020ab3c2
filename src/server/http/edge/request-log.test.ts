import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openLog } from "#server/boot/log.ts";
import { openTestServer } from "#server/test-server.ts";

test("one line a request says what was asked and how it went, and nothing of anyone", async () => {
  const stream = new PassThrough();
  const { server, close } = await openTestServer({ log: openLog("info", stream), sampleLeads: 20 });
  const key = await server.withKey();
  const member = await server.as("member");
  const id = "896e4c72-e390-4baf-906f-395992266222";
  await server.ask(`/api/external/leads?setter=amara@example.com`, { headers: key });
  await server.ask(`/api/external/leads/${id}`, { headers: key });
  await server.ask(`/api/dashboard/leads/${id}/status`, {
    method: "PATCH",
    headers: member,
    body: {},
  });
  await server.ask("/api/external/leads", { method: "DELETE" });
  await server.ask("/api/amara@example.com");
  await server.ask("/amara@example.com");
  const signIn = { email: "amara@example.com", password: "hush hush" };
  await server.ask("/api/dashboard/sign-in", { method: "POST", body: signIn });
  await close();
  stream.end();

  const written = await text(stream);
  const lines = written
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const requests = lines.slice(1);
  const line = (method: string, route: string, status: number) => ({
    level: "info",
    method,
    route,
    status,
  });
  expect(requests).toMatchObject([
    line("GET", "/api/external/leads", 200),
    line("GET", "/api/external/leads/:id", 404),
    line("PATCH", "/api/dashboard/leads/:id/status", 400),
    line("DELETE", "/api/external/leads", 405),
    line("GET", "/api/*", 404),
    line("GET", "/*", 503),
    line("POST", "/api/dashboard/sign-in", 401),
  ]);
  expect(written).not.toMatch(/amara|example\.com|sk_live|session_token|hush|896e4c72/);
});
