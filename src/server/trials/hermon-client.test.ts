import { setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { getLead, updateLeadStatus } from "#api/contract/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins.ts";
import { listStatuses, type Status } from "#api/contract/statuses.ts";
import {
  type CallOptions,
  createHermon,
  type Hermon,
  type HermonOptions,
  type Reach,
} from "../mirror/hermon/hermon.ts";
import {
  answers,
  cutOff,
  fails,
  reset,
  silence,
  startTestUpstream,
  type TestUpstream,
} from "#api/test-upstream.ts";

const KEY = "sk_live_secret";
const ID = "896e4c72-e390-4baf-906f-395992266222";

const GOOD = answers(200, { status: "success", message: "", data: [] });
const SUBMITTED = answers(201, {
  status: "success",
  message: "",
  data: { opt_in_id: ID, lead_id: ID, is_new_lead: true },
});
const PATCHED = answers(200, { status: "success", message: "", data: { id: ID } });
const HTML = answers(200, "<html>", { "content-type": "text/html" });

let upstream: TestUpstream;
let made: Hermon[];

beforeEach(async () => {
  made = [];
  upstream = await startTestUpstream();
  upstream.behaviours = [GOOD];
});

afterEach(async () => {
  for (const hermon of made) hermon.stop();
  vi.restoreAllMocks();
  await upstream.close();
});

function connect(options: Partial<HermonOptions> = {}): Hermon {
  const hermon = createHermon({ apiUrl: upstream.url, apiKey: KEY, maxPerSecond: 100, ...options });
  made.push(hermon);
  return hermon;
}

const poll = (hermon: Hermon, options?: CallOptions) =>
  hermon.call("poll", listStatuses, {}, options);
const ask = (hermon: Hermon, options?: CallOptions) =>
  hermon.call("person", listStatuses, {}, options);
const patch = (hermon: Hermon) =>
  hermon.call(
    "person",
    updateLeadStatus,
    { params: { id: ID }, body: { status_id: ID } },
    { retries: "none" },
  );
const submit = (hermon: Hermon, options?: CallOptions) =>
  hermon.call(
    "person",
    submitOptIn,
    { body: { source: "LANDING_PAGE", first_name: "Amara", email: "amara@example.com" } },
    options,
  );

/** Waits of full jitter are drawn as short as they can be. */
const withoutJitter = () => vi.spyOn(Math, "random").mockReturnValue(0);

const gap = (nth: number): number =>
  (upstream.requests[nth]?.at ?? 0) - (upstream.requests[nth - 1]?.at ?? 0);

const mostInASecond = (): number => {
  const times = upstream.requests.map(({ at }) => at);
  return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + 1000).length));
};

describe("a call", () => {
  test("gives the opened answer and when it was sent", async () => {
    const before = Date.now();
    const { answer, sentAt } = await poll(connect({ apiUrl: `${upstream.url}/` }));
    expectTypeOf(answer).toEqualTypeOf<Status[]>();
    expect(answer).toEqual([]);
    expect(sentAt).toBeGreaterThanOrEqual(before);
    expect(sentAt).toBeLessThanOrEqual(upstream.requests[0]?.at ?? 0);
    expect(upstream.requests[0]?.request.url).toBe("/api/external/statuses");
    expect(upstream.requests[0]?.request.headers).toMatchObject({ "x-api-key": KEY });
  });

  test("is counted by what it is for, tries included", async () => {
    withoutJitter();
    const hermon = connect();
    upstream.behaviours = [reset, GOOD];
    await poll(hermon);
    await ask(hermon);
    expect(hermon.requestsLastMinute()).toEqual({ person: 1, poll: 2, scan: 0, backfill: 0 });
  });

  test("that is taken back is aborted, under way or in line, and the next one goes on", async () => {
    const hermon = connect();
    upstream.behaviours = [silence, GOOD];
    const abort = new AbortController();
    const calls = [poll(hermon, { signal: abort.signal }), ask(hermon, { signal: abort.signal })];
    const patient = poll(hermon);
    await vi.waitUntil(() => upstream.requests.length === 1);
    abort.abort();
    for (const call of calls) {
      await expect(call).rejects.toMatchObject({ name: "ApiError", kind: "aborted" });
    }
    await patient;
    expect(upstream.requests).toHaveLength(2);
    expect(hermon.lastErrors()).toEqual([]);
  });

  test("after stop() is not sent, and what waits is rejected", async () => {
    const hermon = connect();
    upstream.behaviours = [silence];
    poll(hermon).catch(() => {});
    const waiting = poll(hermon);
    hermon.stop();
    await expect(waiting).rejects.toMatchObject({ name: "NotSent", reason: "stopped" });
    await expect(ask(hermon)).rejects.toMatchObject({ reason: "stopped" });
    expect(upstream.requests.length).toBeLessThan(2);
  });
});

describe("the key", () => {
  test("is shown by nothing", async () => {
    const hermon = connect();
    upstream.behaviours = [answers(400, { status: "error", message: KEY })];
    const error = await ask(hermon).catch((thrown: unknown) => thrown);
    const shown = [hermon, error, hermon.lastErrors(), hermon.reach()].map((one) =>
      inspect(one, { depth: null, showHidden: true, getters: false }),
    );
    expect(shown.join()).toContain("HTTP 400");
    expect(shown.join()).not.toContain(KEY);
  });

  test("that can't be a header is not quoted either", async () => {
    const hermon = connect({ apiKey: `${KEY}\n\u{1F511}` });
    const error = await ask(hermon, { retries: "none" }).catch((thrown: unknown) => thrown);
    expect(inspect([error, hermon.lastErrors()])).not.toContain(KEY);
  });

  test("doesn't go where a redirect points", async () => {
    withoutJitter();
    const elsewhere = await startTestUpstream();
    upstream.behaviours = [answers(307, "", { location: `${elsewhere.url}/api` })];
    await expect(ask(connect())).rejects.toMatchObject({ kind: "redirected" });
    expect(upstream.requests).toHaveLength(3);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  test.for([401, 403])(
    "that is wrong (%i) is sent once, until it is asked again",
    async (status) => {
      const hermon = connect();
      const seen: Reach["kind"][] = [];
      hermon.subscribe(({ kind }) => seen.push(kind));
      upstream.behaviours = [fails(status), GOOD];
      const calls = [poll(hermon), poll(hermon), ask(hermon)];
      await expect(calls[0]).rejects.toMatchObject({ name: "ApiError", status });
      for (const call of [...calls.slice(1), poll(hermon), patch(hermon)]) {
        await expect(call).rejects.toMatchObject({ name: "NotSent", reason: "refused" });
      }
      expect(upstream.requests).toHaveLength(1);
      expect(hermon.reach()).toEqual({ kind: "refused" });
      hermon.askAgain();
      await poll(hermon);
      expect(upstream.requests).toHaveLength(2);
      expect(seen).toEqual(["refused", "reachable"]);
    },
  );
});

describe("too many requests", () => {
  test("Retry-After in seconds is waited for, by all", async () => {
    const hermon = connect();
    upstream.behaviours = [fails(429, { "retry-after": "1" }), GOOD];
    await Promise.all([poll(hermon), ask(hermon)]);
    expect(upstream.requests).toHaveLength(3);
    expect(gap(1)).toBeGreaterThanOrEqual(999);
    // Halved, and raised by a twentieth for each of the two answers.
    expect(hermon.rate()).toEqual({ most: 100, now: 60 });
  });

  test("Retry-After as a date, too", async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    upstream.behaviours = [fails(429, { "retry-after": date }), GOOD];
    await poll(connect());
    expect(upstream.requests[1]?.at).toBeGreaterThanOrEqual(Date.parse(date) - 1);
  });

  test("without it, it is tried again soon, and the connection counts as there", async () => {
    withoutJitter();
    const hermon = connect();
    upstream.behaviours = [fails(429), fails(429), GOOD];
    await poll(hermon);
    expect(upstream.requests).toHaveLength(3);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
    expect(hermon.lastErrors()).toMatchObject([{ what: "listStatuses: HTTP 429" }]);
  });

  test("a pause longer than a person waits is told at once", async () => {
    const hermon = connect();
    upstream.behaviours = [fails(429, { "retry-after": "60" })];
    await expect(ask(hermon)).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 });
    const error: unknown = await patch(hermon).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NotSent", reason: "busy" });
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("failures", () => {
  test.for([
    ["a 500", fails(500)],
    ["HTML", HTML],
    ["JSON that is cut off", answers(200, '{"status":"succ')],
    ["a body that breaks off", cutOff],
    ["a wrong shape", answers(200, { status: "success" })],
    ["a reset connection", reset],
    ["silence", silence],
  ] as const)("%s: a read is tried again", async ([, behaviour]) => {
    withoutJitter();
    const hermon = connect({ timeoutMs: 100 });
    upstream.behaviours = [behaviour, behaviour, GOOD];
    await expect(poll(hermon)).resolves.toMatchObject({ answer: [] });
    upstream.behaviours = [behaviour];
    await expect(ask(hermon)).rejects.toMatchObject({ name: "ApiError" });
    expect(upstream.requests).toHaveLength(6);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
  });

  test("a 404 is an answer: it is told and not tried again", async () => {
    const hermon = connect();
    upstream.behaviours = [fails(404)];
    const missing = hermon.call("scan", getLead, { params: { id: ID } });
    await expect(missing).rejects.toMatchObject({ status: 404 });
    expect(upstream.requests).toHaveLength(1);
    expect(hermon.lastErrors()).toEqual([]);
  });

  test("one address that stays broken while others answer is given up after six", async () => {
    withoutJitter();
    const hermon = connect();
    upstream.behaviours = [
      (request, response) => (request.url?.includes(ID) ? fails(500) : GOOD)(request, response),
    ];
    const errors: unknown[] = [];
    const broken = hermon.call("scan", getLead, { params: { id: ID } });
    broken.catch((error: unknown) => errors.push(error));
    while (errors.length === 0) await poll(hermon);
    expect(errors).toMatchObject([{ status: 500 }]);
    expect(hermon.requestsLastMinute().scan).toBeGreaterThanOrEqual(6);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
  });
});

describe("an outage", () => {
  test("ends with one probe and no storm", async () => {
    const hermon = connect({ maxPerSecond: 6 });
    const seen: Reach["kind"][] = [];
    hermon.subscribe(({ kind }) => seen.push(kind));
    upstream.behaviours = [fails(500)];
    const calls = Array.from({ length: 10 }, () => poll(hermon));
    await vi.waitUntil(() => hermon.reach().kind === "unreachable", 10_000);
    const failed = upstream.requests.length;
    const early = await ask(hermon).catch((thrown: unknown) => thrown);
    expect(early).toMatchObject({ name: "NotSent", reason: "unreachable" });
    upstream.behaviours = [GOOD];
    await Promise.all(calls);
    expect(seen).toEqual(["unreachable", "reachable"]);
    expect(gap(failed)).toBeGreaterThanOrEqual(499);
    expect(upstream.requests).toHaveLength(failed + 10);
    expect(mostInASecond()).toBeLessThanOrEqual(6);
  });

  test("lasts longer when the probe fails, and nothing but probes is sent", async () => {
    const hermon = connect();
    upstream.behaviours = [reset];
    const waiting = Array.from({ length: 8 }, () => poll(hermon).catch(() => {}));
    await vi.waitUntil(() => hermon.reach().kind === "unreachable", 20_000);
    const failed = upstream.requests.length;
    await vi.waitUntil(() => upstream.requests.length === failed + 1, 10_000);
    hermon.askAgain();
    await vi.waitUntil(() => upstream.requests.length === failed + 2, 10_000);
    hermon.stop();
    await Promise.all(waiting);
    expect(upstream.requests).toHaveLength(failed + 2);
  });

  test("that Hermon names the end of is told at once", async () => {
    const hermon = connect();
    upstream.behaviours = [fails(503, { "retry-after": "3600" })];
    await expect(ask(hermon)).rejects.toMatchObject({ name: "NotSent", reason: "unreachable" });
    const reach = hermon.reach();
    if (reach.kind !== "unreachable") expect.fail("should be unreachable");
    expect(reach.nextTryAt).toBe(reach.since + 3_600_000);
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("a write", () => {
  test.for([
    ["a reset connection", reset],
    ["silence", silence],
    ["a 503", fails(503)],
    ["HTML", HTML],
  ] as const)("is sent once: %s", async ([, behaviour]) => {
    const hermon = connect({ timeoutMs: 100 });
    upstream.behaviours = [behaviour];
    await expect(patch(hermon)).rejects.toMatchObject({ name: "ApiError" });
    await expect(submit(hermon)).rejects.toMatchObject({ name: "ApiError" });
    expect(upstream.requests.map(({ request }) => request.method)).toEqual(["PATCH", "POST"]);
  });

  test("is sent again after a 429, as nothing was done", async () => {
    withoutJitter();
    upstream.behaviours = [fails(429), PATCHED];
    await expect(patch(connect())).resolves.toMatchObject({ answer: { id: ID } });
    expect(upstream.requests).toHaveLength(2);
  });

  test("is tried again without a connection, briefly", async () => {
    withoutJitter();
    const gone = await startTestUpstream();
    await gone.close();
    const hermon = connect({ apiUrl: gone.url });
    await expect(patch(hermon)).rejects.toMatchObject({ kind: "network" });
    expect(hermon.requestsLastMinute().person).toBe(3);
  });

  test("that may be repeated is", async () => {
    withoutJitter();
    upstream.behaviours = [reset, SUBMITTED];
    await submit(connect(), { repeatable: true });
    expect(upstream.requests).toHaveLength(2);
  });

  test("in doubt stays so, whatever keeps it from being repeated", async () => {
    withoutJitter();
    const hermon = connect();
    upstream.behaviours = [reset, fails(401)];
    const doubtful = submit(hermon, { repeatable: true });
    await expect(doubtful).rejects.toMatchObject({ kind: "network" });
    expect(hermon.reach()).toEqual({ kind: "refused" });
  });
});

test("the receiver never counts more than the budget in a second", async () => {
  let connections = 0;
  // The first ones take their time to get there, so that the next would catch up with them.
  const slowAtFirst: typeof fetch = async (url, init) => {
    connections += 1;
    if (connections <= 5) await setTimeout(150);
    return fetch(url, init);
  };
  const hermon = connect({ maxPerSecond: 5, fetch: slowAtFirst });
  await Promise.all(Array.from({ length: 14 }, () => poll(hermon)));
  expect(upstream.requests).toHaveLength(14);
  expect(mostInASecond()).toBeLessThanOrEqual(5);
});

test("a page that takes its time doesn't hold up a person", async () => {
  const hermon = connect();
  await poll(hermon);
  upstream.behaviours = [silence, silence, silence, GOOD];
  const pages = Array.from({ length: 5 }, () => poll(hermon).catch(() => {}));
  await vi.waitUntil(() => upstream.requests.length === 4);
  await ask(hermon);
  expect(upstream.requests).toHaveLength(5);
  hermon.stop();
  upstream.requests.forEach(({ request }) => request.socket.destroy());
  await Promise.all(pages);
});
