import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { listLeadActivity } from "#api/contract/leads/lead-history.ts";
import { getLead, type Lead, listLeads } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { type Asked, present, withTestServer } from "#server/test-server.ts";

/** What we answer where the reference is silent. */

const server = withTestServer();
let headers: { "x-api-key": string };
let api: Client;
let lead: Lead;

beforeAll(async () => {
  headers = await server().withKey();
  api = server().client(headers);
  lead = present((await api.call(listLeads)).data[0]);
});

const ask = (path: string, asked: Asked = {}) =>
  server().ask(path, { ...asked, headers: { ...headers, ...asked.headers } });

const refusal = (message: string) => ({ status: "error", message });

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

describe("lists", () => {
  test("are ordered newest first, then by id", async () => {
    const { data } = await api.call(listLeads, { query: { limit: 100 } });
    const keys = data.map(({ created_at, id }) => ({ created_at, id }));
    const expected = keys.toSorted(
      (a, b) => b.created_at.localeCompare(a.created_at) || a.id.localeCompare(b.id),
    );
    expect(keys).toEqual(expected);
  });

  test.each(["leads", "opt-ins"])(
    "of %s: page and limit out of range are refused",
    async (list) => {
      const page = refusal("page must be a whole number of at least 1");
      const limit = refusal("limit must be a whole number from 1 to 100");
      for (const wrong of [
        "0",
        "-1",
        "1.5",
        "",
        "abc",
        "1e3",
        "99999999999999999999",
        " 1",
        "%00",
      ]) {
        const answer = await ask(`/api/external/${list}?page=${wrong}`);
        expect([answer.status, answer.body], `page=${wrong}`).toEqual([400, page]);
      }
      for (const wrong of ["0", "101", "-5", "", "ten"]) {
        const answer = await ask(`/api/external/${list}?limit=${wrong}`);
        expect([answer.status, answer.body], `limit=${wrong}`).toEqual([400, limit]);
      }
    },
  );

  test("past their end are empty and tell the true total", async () => {
    for (const page of [3, 1_000_000, Number.MAX_SAFE_INTEGER]) {
      const { data, pagination } = await api.call(listLeads, { query: { page, limit: 100 } });
      expect(data).toEqual([]);
      expect(pagination).toMatchObject({ page, total: 200, totalPages: 2, hasNext: false });
    }
  });

  test.each([
    "setter=nobody@example.com",
    "closer=unassigned",
    "triage=%20",
    "status_role=NO_SUCH_ROLE",
    "source=FACEBOOK",
    "source=%00",
    "setter=%ff%fe",
    "setter=%zz",
  ])("under %s are empty", async (query) => {
    const answer = await ask(`/api/external/leads?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ data: [], pagination: { total: 0, totalPages: 0 } });
  });

  test("pass by what they don't know, and filters that are empty", async () => {
    const answer = await ask("/api/external/leads?sort=name&source=&setter=&utm_source=x&[]=1");
    expect(answer.body).toMatchObject({ pagination: { total: 200 } });
  });

  test("refuse a parameter given twice", async () => {
    const answer = await ask("/api/external/leads?source=OTHER&source=MANUAL");
    expect([answer.status, answer.body]).toEqual([400, refusal("source may be given once")]);
  });

  test("refuse a malformed lead_id", async () => {
    const answer = await ask("/api/external/opt-ins?lead_id=7");
    expect([answer.status, answer.body]).toEqual([400, refusal("lead_id must be a UUID")]);
    expect((await api.call(listOptIns, { query: { lead_id: UNKNOWN } })).pagination.total).toBe(0);
  });
});

describe("a malformed or unknown id in a path is a 404", () => {
  const ids = [UNKNOWN, "7", "%00", "%zz", "..%2f..", "x".repeat(2000), "%F0%9F%92%A9", "null"];
  test.each(ids)("%s", async (id) => {
    for (const asked of [
      { path: `/api/external/leads/${id}` },
      { path: `/api/external/opt-ins/${id}` },
      { path: `/api/external/leads/${id}/status`, method: "PATCH", body: { status_id: UNKNOWN } },
    ]) {
      const { path, ...rest } = asked;
      const answer = await ask(path, rest);
      expect([answer.status, answer.body], path).toEqual([404, refusal("Resource not found")]);
    }
  });

  test("whatever the body", async () => {
    const path = "/api/external/leads/7/status";
    const answer = await ask(path, { method: "PATCH", body: "not json" });
    expect(answer.status).toBe(404);
  });
});

describe("update status", () => {
  const patch = (body: unknown) =>
    ask(`/api/external/leads/${lead.id}/status`, { method: "PATCH", body });

  test.each([
    ["{", "Body must be valid JSON with status_id"],
    ["", "Body must be valid JSON with status_id"],
    ["[]", "body must be a JSON object"],
    ["null", "body must be a JSON object"],
    ['"text"', "body must be a JSON object"],
    ["{}", "status_id is required"],
    ['{"status_id":null}', "status_id must be a UUID"],
    ['{"status_id":7}', "status_id must be a UUID"],
    ['{"status_id":"won"}', "status_id must be a UUID"],
    [`{"__proto__":{"status_id":"${UNKNOWN}"}}`, "status_id is required"],
    [new Uint8Array([0x7b, 0xff, 0x7d]), "Body must be valid JSON with status_id"],
  ])("with %s is a 400", async (body, message) => {
    const answer = await patch(body);
    expect([answer.status, answer.body]).toEqual([400, refusal(message)]);
  });

  test("to an unknown status is a 404", async () => {
    const answer = await patch({ status_id: UNKNOWN });
    expect([answer.status, answer.body]).toEqual([404, refusal("Resource not found")]);
  });

  test("to a status of deals is a 400", async () => {
    const statuses = await api.call(listStatuses);
    const { id } = present(statuses.find(({ type }) => type === OPPORTUNITY));
    const answer = await patch({ status_id: id });
    const message = "status_id must be a status for leads";
    expect([answer.status, answer.body]).toEqual([400, refusal(message)]);
  });

  test("to the status it already has is a 200, and nothing is recorded", async () => {
    const person = server().client(await server().as("viewer"));
    const before = await person.call(listLeadActivity, { params: { id: lead.id } });
    const answer = await patch({ status_id: lead.status.id.toUpperCase() });
    expect(answer.status).toBe(200);
    expect(await person.call(listLeadActivity, { params: { id: lead.id } })).toEqual(before);
    expect(await api.call(getLead, { params: { id: lead.id } })).toMatchObject({
      updated_at: lead.updated_at,
    });
  });

  test("needs no content type, and passes over a byte order mark", async () => {
    const body = `\uFEFF${JSON.stringify({ status_id: lead.status.id })}`;
    expect((await patch(new TextEncoder().encode(body))).status).toBe(200);
  });
});

describe("who asks", () => {
  const unknown = refusal("Invalid or revoked API key");

  test.each([undefined, "", "sk_live_wrong", "x".repeat(5000)])("key %s is a 401", async (key) => {
    const asked = { headers: key === undefined ? {} : { "x-api-key": key } };
    for (const path of ["/api/external/leads", "/api/external/leads/7", "/api/external/statuses"]) {
      const answer = await server().ask(path, asked);
      expect([answer.status, answer.body]).toEqual([401, unknown]);
    }
    const answer = await server().ask("/api/opt-in/submit", {
      ...asked,
      method: "POST",
      body: "{",
    });
    expect([answer.status, answer.body]).toEqual([401, unknown]);
  });

  test("a session is no key", async () => {
    const answer = await server().ask("/api/external/leads", {
      headers: await server().as("manager"),
    });
    expect(answer.status).toBe(401);
  });
});
