import { describe, expect, test } from "vitest";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";
import type { Addresses } from "./origin.ts";

const server = withTestServer({ sampleLeads: 20 });

/** The status of a sign-out that carries these headers. */
const signOut = async (headers: Record<string, string>) =>
  (await server().ask("/api/dashboard/sign-out", { method: "POST", headers })).status;

test.each([
  [{ origin: "http://127.0.0.1:4310" }, 200],
  [{ origin: "http://localhost:4310", "sec-fetch-site": "same-origin" }, 200],
  [{}, 200],
  [{ origin: "http://evil.example" }, 403],
  [{ origin: "null" }, 403],
  [{ origin: "" }, 403],
  [{ origin: "http://127.0.0.1:4311" }, 403],
  [{ origin: "https://127.0.0.1:4310" }, 403],
  [{ origin: "http://127.0.0.1:4310.evil.example" }, 403],
  [{ "sec-fetch-site": "cross-site" }, 403],
  [{ "sec-fetch-site": "same-site", origin: "http://127.0.0.1:4310" }, 403],
  // No page of a stranger's becomes ours by what it calls itself.
  [{ origin: "http://evil.example:4310", host: "evil.example:4310" }, 403],
])("%j gets %i", async (headers, status) => {
  expect(await signOut(headers)).toBe(status);
});

describe("where people open the dashboard", () => {
  const allowed = async (addresses: Addresses, headers: Record<string, string>) => {
    const { server: open, close } = await openTestServer({ addresses, sampleLeads: 0 });
    const path = "/api/dashboard/sign-out";
    const { status } = await open.ask(path, { method: "POST", headers });
    await close();
    return status === 200;
  };

  test("is APP_URL, if that is set", async () => {
    const addresses = { appUrl: "https://leads.example.com/", host: "0.0.0.0", port: 80 };
    expect(await allowed(addresses, { origin: "https://leads.example.com" })).toBe(true);
    expect(await allowed(addresses, { origin: "http://leads.example.com" })).toBe(false);
    const other = { origin: "http://10.0.0.4", host: "10.0.0.4" };
    expect(await allowed(addresses, other)).toBe(false);
  });

  test("is the address asked for, where nothing else is known", async () => {
    const addresses = { appUrl: undefined, host: "0.0.0.0", port: 4310 };
    const host = "192.168.1.4:4310";
    expect(await allowed(addresses, { origin: `http://${host}`, host })).toBe(true);
    expect(await allowed(addresses, { origin: "http://evil.example", host })).toBe(false);
  });
});

test("a status change from another site is refused, session or not", async () => {
  const member = await server().as("member");
  const { body } = await server().ask("/api/dashboard/leads?limit=1", { headers: member });
  const id = present(/"id":"([^"]+)"/.exec(JSON.stringify(body))?.[1]);
  const answer = await server().ask(`/api/dashboard/leads/${id}/status`, {
    method: "PATCH",
    headers: { ...member, origin: "http://evil.example" },
    body: { status_id: id },
  });
  expect(answer.status).toBe(403);
});
