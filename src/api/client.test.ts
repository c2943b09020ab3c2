import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { type Client, type ClientOptions, createClient } from "./client.ts";
import type { Pagination } from "./contract/endpoint.ts";
import { type Lead, getLead, listLeads, updateLeadStatus } from "./contract/leads.ts";
import { listStatuses, type Status } from "./contract/statuses.ts";
import { ApiError } from "./errors.ts";

const KEY = "sk_live_secret";
const ID = "896e4c72-e390-4baf-906f-395992266222";
const STATUSES = { status: "success", message: "Statuses fetched successfully", data: [] };

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let requests: IncomingMessage[];
/** What the server does with each request in turn; the last one stays. */
let behaviours: Behaviour[];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behaviour?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const baseUrl = (): string => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return `http://127.0.0.1:${address.port}`;
};

const client = (options: ClientOptions = {}): Client =>
  createClient({ baseUrl: baseUrl(), headers: { "x-api-key": KEY }, backoffMs: 2, ...options });

const answers =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

const fails = (status: number, message: string, headers?: Record<string, string>): Behaviour =>
  answers(status, { status: "error", message }, headers);

const HTML: Behaviour = answers(502, "<html><h1>Bad Gateway</h1></html>", {
  "content-type": "text/html",
});
const RESET: Behaviour = (request) => request.socket.resetAndDestroy();
const SILENCE: Behaviour = () => {};
const CUT_BODY: Behaviour = (_, response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"status":"succ');
  setTimeout(() => response.destroy(), 5);
};
const SLOW_BODY: Behaviour = (_, response) => {
  response.writeHead(200);
  response.write('{"status":');
};
const ENDLESS_BODY: Behaviour = (_, response) => {
  const block = Buffer.alloc(1024 * 1024, " ");
  const more = () => {
    while (!response.destroyed && response.write(block));
  };
  response.on("drain", more);
  more();
};

async function failure(answer: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await answer.then(
    () => expect.fail("should have failed"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

describe("an answer", () => {
  test("is opened: data of a single one", async () => {
    behaviours = [answers(200, STATUSES)];
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
    behaviours = [answers(200, { status: "success", message: "", data: [], pagination })];
    const page = await client().call(listLeads, { query: { source: "MANUAL" } });
    expectTypeOf(page).toEqualTypeOf<{ data: Lead[]; pagination: Pagination }>();
    expect(page).toEqual({ data: [], pagination });
    expect(requests[0]?.url).toBe("/api/external/leads?source=MANUAL");
  });

  test("is read whole when it comes in pieces that split a character", async () => {
    const whole = Buffer.from(JSON.stringify({ ...STATUSES, message: "ü🙂" }));
    behaviours = [
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
    behaviours = [answers(200, STATUSES)];
    await client().call(listStatuses);
    expect(requests[0]?.headers).toMatchObject({ "x-api-key": KEY });
    expect(requests[0]?.headers).not.toHaveProperty("content-type");
    expect(requests[0]?.headers).not.toHaveProperty("content-length");
  });

  test("of a write carries its JSON", async () => {
    let sent = "";
    behaviours = [
      (request, response) => {
        request.on("data", (chunk) => (sent += chunk));
        request.on("end", () =>
          answers(200, { status: "success", message: "", data: params })(request, response),
        );
      },
    ];
    await expect(client().call(updateLeadStatus, { params, body })).resolves.toEqual(params);
    expect(requests[0]).toMatchObject({ method: "PATCH", url: `/api/external/leads/${ID}/status` });
    expect(requests[0]?.headers["content-type"]).toBe("application/json");
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
    expect(requests).toEqual([]);
  });
});

describe("a failure", () => {
  test.for<[string, Behaviour, Partial<ApiError>, number]>([
    ["an HTML 502", HTML, { kind: "http", status: 502, answered: undefined }, 3],
    ["a JSON 500", fails(500, "Internal server error"), { kind: "http", status: 500 }, 1],
    ["a 404", fails(404, "Resource not found"), { status: 404, answered: "Resource not found" }, 1],
    ["an error without body", answers(503, ""), { kind: "http", status: 503 }, 3],
    ["an error with wrong JSON", answers(400, [1]), { kind: "http", answered: undefined }, 1],
    ["HTML instead of JSON", answers(200, "<html>"), { kind: "unreadable", status: 200 }, 1],
    ["JSON cut off", answers(200, '{"status":"succ'), { kind: "unreadable" }, 1],
    ["an empty body", answers(200, ""), { kind: "unreadable" }, 1],
    ["a wrong shape", answers(200, { ...STATUSES, data: [{}] }), { kind: "unexpected-shape" }, 1],
    ["no envelope", answers(200, null), { kind: "unexpected-shape" }, 1],
    ["a reset connection", RESET, { kind: "network", status: undefined }, 3],
    ["a body that breaks off", CUT_BODY, { kind: "network" }, 3],
    ["a body without end", ENDLESS_BODY, { kind: "unreadable" }, 1],
  ])("%s", async ([, behaviour, expected, tries]) => {
    behaviours = [behaviour];
    const error = await failure(client().call(listStatuses));
    expect(error).toMatchObject({ endpoint: "listStatuses", ...expected });
    expect(requests).toHaveLength(tries);
  });

  test.for([
    ["silence", SILENCE],
    ["a body that stops", SLOW_BODY],
  ] as const)("%s", async ([, behaviour]) => {
    behaviours = [behaviour];
    const error = await failure(client({ timeoutMs: 200 }).call(listStatuses));
    expect(error.kind).toBe("timeout");
    expect(requests).toHaveLength(3);
  });

  test("nobody there", async () => {
    const away = client({ baseUrl: "http://127.0.0.1:1" });
    await expect(away.call(listStatuses)).rejects.toMatchObject({ kind: "network" });
  });

  test("a redirect is not followed, so the key goes nowhere else", async () => {
    behaviours = [answers(302, "", { location: `${baseUrl()}/elsewhere` })];
    const error = await failure(client().call(listStatuses));
    expect(error.kind).toBe("redirected");
    expect(requests.map(({ url }) => url)).toEqual(["/api/external/statuses"]);
  });

  test("carries the envelope's details and the request's id", async () => {
    const conflict = { status: "error", message: "Changed", details: { lead: 1 } };
    behaviours = [answers(409, conflict, { "x-request-id": "r-1" })];
    const error = await failure(client().call(listStatuses));
    expect(error).toMatchObject({ answered: "Changed", details: { lead: 1 }, requestId: "r-1" });
  });

  test("shows no header, body or address to a logger", async () => {
    const leak = { status: "error", message: "amara@example.com", details: "amara@example.com" };
    for (const behaviour of [answers(409, leak), answers(200, "amara@example.com"), RESET]) {
      behaviours = [behaviour];
      const error = await failure(
        client().call(listLeads, { query: { setter: "amara@example.com" } }),
      );
      const logged = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      expect(logged).not.toMatch(/amara|sk_live|127\.0\.0\.1/);
    }
  });

  test("a bad header value is not quoted either", async () => {
    const error = await failure(
      client({ headers: { "x-api-key": `${KEY}\n\u{1F511}` } }).call(listStatuses),
    );
    expect(`${error.stack} ${String(error.cause)}`).not.toContain(KEY);
  });
});

describe("trying again", () => {
  test("a read succeeds after failures that pass", async () => {
    behaviours = [RESET, HTML, answers(200, STATUSES)];
    await expect(client().call(listStatuses)).resolves.toEqual([]);
    expect(requests).toHaveLength(3);
  });

  test.for([
    ["429", fails(429, "Too many requests")],
    ["503", fails(503, "Later")],
    ["a reset connection", RESET],
    ["silence", SILENCE],
  ] as const)("a write is sent once: %s", async ([, behaviour]) => {
    behaviours = [behaviour];
    const write = { params: { id: ID }, body: { status_id: ID } };
    await failure(client({ timeoutMs: 200 }).call(updateLeadStatus, write));
    expect(requests).toHaveLength(1);
  });

  test("waits as long as Retry-After says, in seconds", async () => {
    behaviours = [fails(429, "Too many requests", { "retry-after": "1" }), answers(200, STATUSES)];
    const start = performance.now();
    await client().call(listStatuses);
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  test("a Retry-After that is too long goes to the caller", async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    behaviours = [fails(429, "Too many requests", { "retry-after": date })];
    const error = await failure(client().call(listStatuses));
    expect(error.retryAfterMs).toBeGreaterThan(58_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(requests).toHaveLength(1);
  });
});

describe("aborting", () => {
  test.for([
    ["before the answer", SILENCE],
    ["in the body", SLOW_BODY],
    ["while waiting for the next try", fails(429, "", { "retry-after": "5" })],
  ] as const)("%s", async ([, behaviour]) => {
    const abort = new AbortController();
    let abortedAt = 0;
    behaviours = [
      (request, response) => {
        behaviour(request, response);
        // By then the answer, as far as there is one, has come.
        setTimeout(() => {
          abortedAt = performance.now();
          abort.abort();
        }, 50);
      },
    ];
    const error = await failure(client().call(listStatuses, { signal: abort.signal }));
    expect(error.kind).toBe("aborted");
    expect(performance.now() - abortedAt).toBeLessThan(1_000);
    expect(requests).toHaveLength(1);
  });

  test("before it began, nothing is sent", async () => {
    const error = await failure(client().call(listStatuses, { signal: AbortSignal.abort() }));
    expect(error.kind).toBe("aborted");
    expect(requests).toHaveLength(0);
  });
});
