import { describe, expect, expectTypeOf, test } from "vitest";
import type { Pagination } from "./contract/endpoint.ts";
import { type Lead, getLead, listLeads, updateLeadStatus } from "./contract/leads/leads.ts";
import { listStatuses, type Status } from "./contract/leads/statuses.ts";
import { ID, KEY, STATUSES, withClient } from "./test-client.ts";
import { answers } from "./test-upstream.ts";

/** What the client asks, and what it makes of good answers, over real HTTP. */

const { upstream, client } = withClient();

describe("an answer", () => {
  test("is opened: data of a single one", async () => {
    upstream().behaviours = [answers(200, STATUSES)];
    const statuses = await client().call(listStatuses);
    expectTypeOf(statuses).toEqualTypeOf<Status[]>();
    expect(statuses).toEqual([]);
  });

  test("is opened: data and pagination of a page", async () => {
    const pagination = {
      page: 1,
      limit: 10,
      total: 0,
      totalPages: 0,
      hasNext: false,
      hasPrev: false,
    };
    upstream().behaviours = [
      answers(200, { status: "success", message: "", data: [], pagination }),
    ];
    const page = await client().call(listLeads, { query: { source: "MANUAL" } });
    expectTypeOf(page).toEqualTypeOf<{ data: Lead[]; pagination: Pagination }>();
    expect(page).toEqual({ data: [], pagination });
    expect(upstream().requests[0]?.request.url).toBe("/api/external/leads?source=MANUAL");
  });

  test("is read whole when it comes in pieces that split a character", async () => {
    const whole = Buffer.from(JSON.stringify({ ...STATUSES, message: "ü🙂" }));
    upstream().behaviours = [
      (_, response) => {
        response.write(whole.subarray(0, whole.indexOf("🙂") + 2));
        setTimeout(() => response.end(whole.subarray(whole.indexOf("🙂") + 2)), 5);
      },
    ];
    await expect(client().call(listStatuses)).resolves.toEqual([]);
  });
});

describe("a request", () => {
  const params = { id: ID };
  const body = { status_id: ID };

  test("of a read carries the client's headers, no content type and no body", async () => {
    upstream().behaviours = [answers(200, STATUSES)];
    await client().call(listStatuses);
    expect(upstream().requests[0]?.request.headers).toMatchObject({ "x-api-key": KEY });
    expect(upstream().requests[0]?.request.headers).not.toHaveProperty("content-type");
    expect(upstream().requests[0]?.request.headers).not.toHaveProperty("content-length");
  });

  test("of a write carries its JSON", async () => {
    let sent = "";
    upstream().behaviours = [
      (request, response) => {
        request.on("data", (chunk) => (sent += chunk));
        request.on("end", () =>
          answers(200, { status: "success", message: "", data: params })(request, response),
        );
      },
    ];
    await expect(client().call(updateLeadStatus, { params, body })).resolves.toEqual(params);
    expect(upstream().requests[0]?.request).toMatchObject({
      method: "PATCH",
      url: `/api/external/leads/${ID}/status`,
    });
    expect(upstream().requests[0]?.request.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(sent)).toEqual(body);
  });

  test("must have what the endpoint needs", () => {
    // Never run: only its types are of interest.
    const wrong = async () => {
      // @ts-expect-error params are required
      await client().call(getLead);
      // @ts-expect-error body is required
      await client().call(updateLeadStatus, { params });
      // @ts-expect-error no such endpoint parameter
      await client().call(listStatuses, { params });
    };
    expectTypeOf(wrong).returns.resolves.toBeVoid();
    expect(upstream().requests).toEqual([]);
  });
});
