import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, createClient } from "#api/client.ts";
import { listenHere, type TestListener } from "#api/test-listener.ts";
import { readStatus } from "./read-status.ts";
import * as hermon from "./hermon-endpoints.ts";
import {
  leadAgain,
  leadDetailsAgain,
  optInAgain,
  optInDetailsAgain,
  valueOf,
} from "./test-rows.ts";

/** An upstream that answers whatever the test says. */
let answer: unknown;
const upstream = createServer((_, response) => response.end(JSON.stringify(answer)));
let listener: TestListener;
let api: Client;

beforeAll(async () => {
  listener = await listenHere(upstream);
  api = createClient({ baseUrl: listener.url, tries: 1 });
});

afterAll(() => listener.close());

const params = { id: "e799c30f-9da7-4fd7-9552-83b96a9bfac2" };

function reference(name: string): unknown[] {
  const file = new URL(`../../../api/contract/reference/${name}.json`, import.meta.url);
  return z.parse(z.array(z.unknown()), JSON.parse(readFileSync(file, "utf8")));
}

const Sent = z.looseObject({ data: z.unknown() });
const sentRows = () => z.parse(z.looseObject({ data: z.array(z.unknown()) }), answer).data;

describe("the reference's samples come through unchanged", () => {
  test.each([
    ["listLeads", hermon.listLeadRows, leadAgain],
    ["listOptIns", hermon.listOptInRows, optInAgain],
  ] as const)("%s", async (name, endpoint, again) => {
    for (answer of reference(name)) {
      const { data, pagination } = await api.call(endpoint);
      expect(data.map((row): unknown => again(row))).toStrictEqual(sentRows());
      expect({ pagination }).toEqual({ pagination: z.parse(Sent, answer)["pagination"] });
    }
  });

  test.each([
    ["getLead", hermon.getLeadRow, leadDetailsAgain],
    ["getOptIn", hermon.getOptInRow, optInDetailsAgain],
  ] as const)("%s", async (name, endpoint, again) => {
    for (answer of reference(name))
      expect(again(await api.call(endpoint, { params }))).toStrictEqual(z.parse(Sent, answer).data);
  });

  test("listStatuses", async () => {
    for (answer of reference("listStatuses")) {
      const rows = await api.call(hermon.listStatusRows);
      expect(rows.map((row) => valueOf(readStatus(row)))).toEqual(sentRows());
    }
  });

  test("submitOptIn", async () => {
    const body = { email: "ida@example.com", first_name: "Ida", source: "OTHER" } as const;
    for (answer of reference("submitOptIn"))
      expect(await api.call(hermon.submitOptIn, { body })).toEqual(z.parse(Sent, answer).data);
  });
});

describe("a page", () => {
  const page = async (sent: object, rows = 2) => {
    answer = { data: Array.from({ length: rows }, () => ({})), pagination: sent };
    return (await api.call(hermon.listLeadRows)).pagination;
  };

  test("needs its total alone when it says where it is", async () => {
    const rest = { limit: 2, total: 5, totalPages: 3 };
    const first = { ...rest, page: 1, hasNext: true, hasPrev: false };
    expect(await page({ page: "1", limit: "2", total: "5" })).toEqual(first);
    const last = { ...rest, page: 3, hasNext: false, hasPrev: true };
    const nonsense = { totalPages: -1, hasNext: "no", hasPrev: null };
    expect(await page({ page: 3, limit: 2, total: 5, ...nonsense })).toEqual(last);
  });

  test("keeps what was said even when it contradicts itself", async () => {
    const said = { page: 9, limit: 2, total: 5, totalPages: 1, hasNext: true, hasPrev: false };
    expect(await page(said)).toEqual(said);
  });

  test("that doesn't say where it is has a next one until one is empty", async () => {
    const { hasNext, limit, totalPages } = await page({ total: 5 });
    expect({ hasNext, limit, totalPages }).toEqual({ hasNext: true, limit: 2, totalPages: 2 });
    expect(await page({ total: 5, limit: 2, page: 0 }, 0)).toMatchObject({ hasNext: false });
    expect(await page({ total: 5 }, 5)).toMatchObject({ hasNext: false, totalPages: 1 });
    expect(await page({ total: 0 }, 0)).toMatchObject({ hasNext: false, limit: 1 });
  });

  test.each([undefined, null, -1, 1.5, "many", "", 1e300])(
    "can't have the total %j",
    async (total) => {
      await expect(page({ page: 1, limit: 2, total })).rejects.toMatchObject({
        kind: "unexpected-shape",
      });
    },
  );
});

describe("the envelope", () => {
  const pagination = { page: 1, limit: 100, total: 0 };

  test("may lack its words, and `null` for rows is none", async () => {
    answer = { data: null, pagination };
    expect(await api.call(hermon.listOptInRows)).toMatchObject({ data: [] });
    answer = { status: "ok", message: 7, data: null };
    expect(await api.call(hermon.listStatusRows)).toEqual([]);
    expect(await api.call(hermon.getLeadRow, { params })).toBe(null);
  });

  test.each([
    { status: "error", message: "Busy", data: null, pagination },
    { message: "Busy", pagination },
    { data: {}, pagination },
    { data: [] },
    [],
    null,
  ])("%j is no page", async (sent) => {
    answer = sent;
    const call = api.call(hermon.listLeadRows);
    await expect(call).rejects.toMatchObject({ kind: "unexpected-shape" });
  });

  test("of a status change may hold anything but an error", async () => {
    const call = () =>
      api.call(hermon.updateLeadStatus, { params, body: { status_id: params.id } });
    for (answer of [{}, { status: "success", data: null }, { data: [1] }])
      await expect(call()).resolves.not.toBe(undefined);
    answer = { status: "error" };
    await expect(call()).rejects.toMatchObject({ kind: "unexpected-shape" });
  });

  test("of a submission must name what was made", async () => {
    const body = { email: "ida@example.com", first_name: "Ida", source: "OTHER" } as const;
    answer = { data: { opt_in_id: "a", lead_id: "b", is_new_lead: null } };
    expect(await api.call(hermon.submitOptIn, { body })).toMatchObject({ is_new_lead: false });
    answer = { data: { opt_in_id: "a" } };
    const call = api.call(hermon.submitOptIn, { body });
    await expect(call).rejects.toMatchObject({ kind: "unexpected-shape" });
  });
});
