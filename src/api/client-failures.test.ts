import { describe, expect, test } from "vitest";
import { listLeads, updateLeadStatus } from "./contract/leads/leads.ts";
import { listStatuses } from "./contract/leads/statuses.ts";
import { ApiError } from "./errors.ts";
import { ID, KEY, STATUSES, withClient } from "./test-client.ts";
import { answers, type Behaviour, cutOff, fails, reset, silence } from "./test-upstream.ts";

/** What becomes of a call whose answer is bad, late or none at all, over real HTTP. */

const { upstream, client } = withClient();

const HTML: Behaviour = answers(502, "<html><h1>Bad Gateway</h1></html>", {
  "content-type": "text/html",
});
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

describe("a failure", () => {
  test.for<[string, Behaviour, Partial<ApiError>, number]>([
    ["an HTML 502", HTML, { kind: "http", status: 502, answered: undefined }, 3],
    ["a JSON 500", fails(500), { kind: "http", status: 500 }, 1],
    ["a 404", fails(404), { status: 404, answered: "No" }, 1],
    ["an error without body", answers(503, ""), { kind: "http", status: 503 }, 3],
    ["an error with wrong JSON", answers(400, [1]), { kind: "http", answered: undefined }, 1],
    ["HTML instead of JSON", answers(200, "<html>"), { kind: "unreadable", status: 200 }, 1],
    ["JSON cut off", answers(200, '{"status":"succ'), { kind: "unreadable" }, 1],
    ["an empty body", answers(200, ""), { kind: "unreadable" }, 1],
    ["a wrong shape", answers(200, { ...STATUSES, data: [{}] }), { kind: "unexpected-shape" }, 1],
    ["no envelope", answers(200, null), { kind: "unexpected-shape" }, 1],
    ["a reset connection", reset, { kind: "network", status: undefined }, 3],
    ["a body that breaks off", cutOff, { kind: "network" }, 3],
    ["a body without end", ENDLESS_BODY, { kind: "unreadable" }, 1],
  ])("%s", async ([, behaviour, expected, tries]) => {
    upstream().behaviours = [behaviour];
    const error = await failure(client().call(listStatuses));
    expect(error).toMatchObject({ endpoint: "listStatuses", ...expected });
    expect(upstream().requests).toHaveLength(tries);
  });

  test.for([
    ["silence", silence],
    ["a body that stops", SLOW_BODY],
  ] as const)("%s", async ([, behaviour]) => {
    upstream().behaviours = [behaviour];
    const error = await failure(client({ timeoutMs: 500 }).call(listStatuses));
    expect(error.kind).toBe("timeout");
    expect(upstream().requests).toHaveLength(3);
  });

  test("nobody there", async () => {
    const away = client({ baseUrl: "http://127.0.0.1:1" });
    await expect(away.call(listStatuses)).rejects.toMatchObject({ kind: "network" });
  });

  test("a redirect is not followed, so the key goes nowhere else", async () => {
    upstream().behaviours = [answers(302, "", { location: `${upstream().url}/elsewhere` })];
    const error = await failure(client().call(listStatuses));
    expect(error.kind).toBe("redirected");
    expect(upstream().requests.map(({ request }) => request.url)).toEqual([
      "/api/external/statuses",
    ]);
  });

  test("carries the envelope's details and the request's id", async () => {
    const conflict = { status: "error", message: "Changed", details: { lead: 1 } };
    upstream().behaviours = [answers(409, conflict, { "x-request-id": "r-1" })];
    const error = await failure(client().call(listStatuses));
    expect(error).toMatchObject({ answered: "Changed", details: { lead: 1 }, requestId: "r-1" });
  });

  test("shows no header, body or address to a logger", async () => {
    const leak = { status: "error", message: "amara@example.com", details: "amara@example.com" };
    for (const behaviour of [answers(409, leak), answers(200, "amara@example.com"), reset]) {
      upstream().behaviours = [behaviour];
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
    upstream().behaviours = [reset, HTML, answers(200, STATUSES)];
    await expect(client().call(listStatuses)).resolves.toEqual([]);
    expect(upstream().requests).toHaveLength(3);
  });

  test.for([
    ["429", fails(429)],
    ["503", fails(503)],
    ["a reset connection", reset],
    ["silence", silence],
  ] as const)("a write is sent once: %s", async ([, behaviour]) => {
    upstream().behaviours = [behaviour];
    const write = { params: { id: ID }, body: { status_id: ID } };
    await failure(client({ timeoutMs: 1_000 }).call(updateLeadStatus, write));
    expect(upstream().requests).toHaveLength(1);
  });

  test("waits as long as Retry-After says, in seconds", async () => {
    upstream().behaviours = [fails(429, { "retry-after": "1" }), answers(200, STATUSES)];
    const start = performance.now();
    await client().call(listStatuses);
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  test("a Retry-After that is too long goes to the caller", async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    upstream().behaviours = [fails(429, { "retry-after": date })];
    const error = await failure(client().call(listStatuses));
    expect(error.retryAfterMs).toBeGreaterThan(30_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(upstream().requests).toHaveLength(1);
  });

  test("a Retry-After goes by the server's clock, which may be years off ours", async () => {
    const now = Date.parse("2019-05-26T08:00:00Z");
    const headers = {
      date: new Date(now).toUTCString(),
      "retry-after": new Date(now + 30_000).toUTCString(),
    };
    upstream().behaviours = [fails(429, headers)];
    const error = await failure(client().call(listStatuses));
    expect(error.retryAfterMs).toBe(30_000);
  });
});

describe("aborting", () => {
  test.for([
    ["before the answer", silence],
    ["in the body", SLOW_BODY],
    ["while waiting for the next try", fails(429, { "retry-after": "5" })],
  ] as const)("%s", async ([, behaviour]) => {
    const abort = new AbortController();
    let abortedAt = 0;
    upstream().behaviours = [
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
    expect(performance.now() - abortedAt).toBeLessThan(4_000);
    expect(upstream().requests).toHaveLength(1);
  });

  test("before it began, nothing is sent", async () => {
    const error = await failure(client().call(listStatuses, { signal: AbortSignal.abort() }));
    expect(error.kind).toBe("aborted");
    expect(upstream().requests).toHaveLength(0);
  });
});
