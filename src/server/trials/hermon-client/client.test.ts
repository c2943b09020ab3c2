import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import type { Status } from "#api/contract/leads/statuses.ts";
import { answers, fails, reset, silence, startTestUpstream } from "#api/test-upstream.ts";
import type { CallOptions, Hermon } from "#server/mirror/hermon/hermon.ts";
import {
  ask,
  GOOD,
  HTML,
  ID,
  KEY,
  patch,
  poll,
  SILENCE_MS,
  withHermonClient,
  withoutJitter,
} from "./test-client.ts";

/** What becomes of a call to Hermon, read or write, over real HTTP. */

const SUBMITTED = answers(201, {
  status: "success",
  message: "",
  data: { opt_in_id: ID, lead_id: ID, is_new_lead: true },
});
const PATCHED = answers(200, { status: "success", message: "", data: { id: ID } });

const { upstream, connect } = withHermonClient();

const submit = (hermon: Hermon, options?: CallOptions) =>
  hermon.call(
    "person",
    submitOptIn,
    { body: { source: "LANDING_PAGE", first_name: "Amara", email: "amara@example.com" } },
    options,
  );

describe("a call", () => {
  test("gives the opened answer and when it was sent", async () => {
    const before = Date.now();
    const { answer, sentAt } = await poll(connect({ apiUrl: `${upstream().url}/` }));
    expectTypeOf(answer).toEqualTypeOf<Status[]>();
    expect(answer).toEqual([]);
    expect(sentAt).toBeGreaterThanOrEqual(before);
    expect(sentAt).toBeLessThanOrEqual(upstream().requests[0]?.at ?? 0);
    expect(upstream().requests[0]?.request.url).toBe("/api/external/statuses");
    expect(upstream().requests[0]?.request.headers).toMatchObject({ "x-api-key": KEY });
  });

  test("is counted by what it is for, tries included", async () => {
    withoutJitter();
    const hermon = connect();
    upstream().behaviours = [reset, GOOD];
    await poll(hermon);
    await ask(hermon);
    expect(hermon.requestsLastMinute()).toEqual({
      person: 1,
      key: 0,
      poll: 2,
      scan: 0,
      backfill: 0,
    });
  });

  test("that is taken back is aborted, under way or in line, and the next one goes on", async () => {
    const hermon = connect();
    upstream().behaviours = [silence, GOOD];
    const abort = new AbortController();
    const calls = [poll(hermon, { signal: abort.signal }), ask(hermon, { signal: abort.signal })];
    const patient = poll(hermon);
    await vi.waitUntil(() => upstream().requests.length === 1, { timeout: 30_000 });
    abort.abort();
    for (const call of calls) {
      await expect(call).rejects.toMatchObject({ name: "ApiError", kind: "aborted" });
    }
    await patient;
    expect(upstream().requests).toHaveLength(2);
    expect(hermon.lastErrors()).toEqual([]);
  });

  test("after stop() is not sent, and what waits is rejected", async () => {
    const hermon = connect();
    upstream().behaviours = [silence];
    poll(hermon).catch(() => {});
    const waiting = poll(hermon);
    hermon.stop();
    await expect(waiting).rejects.toMatchObject({ name: "NotSent", reason: "stopped" });
    await expect(ask(hermon)).rejects.toMatchObject({ reason: "stopped" });
    expect(upstream().requests.length).toBeLessThan(2);
  });
});

describe("a write", () => {
  test.for([
    ["a reset connection", reset],
    ["silence", silence],
    ["a 503", fails(503)],
    ["HTML", HTML],
  ] as const)("is sent once: %s", async ([, behaviour]) => {
    const hermon = connect(behaviour === silence ? { timeoutMs: SILENCE_MS } : {});
    upstream().behaviours = [behaviour];
    await expect(patch(hermon)).rejects.toMatchObject({ name: "ApiError" });
    await expect(submit(hermon)).rejects.toMatchObject({ name: "ApiError" });
    expect(upstream().requests.map(({ request }) => request.method)).toEqual(["PATCH", "POST"]);
  });

  test("is sent again after a 429, as nothing was done", async () => {
    withoutJitter();
    upstream().behaviours = [fails(429), PATCHED];
    await expect(patch(connect())).resolves.toMatchObject({ answer: { id: ID } });
    expect(upstream().requests).toHaveLength(2);
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
    upstream().behaviours = [reset, SUBMITTED];
    await submit(connect(), { repeatable: true });
    expect(upstream().requests).toHaveLength(2);
  });

  test("in doubt stays so, whatever keeps it from being repeated", async () => {
    withoutJitter();
    const hermon = connect();
    upstream().behaviours = [reset, fails(401)];
    const doubtful = submit(hermon, { repeatable: true });
    await expect(doubtful).rejects.toMatchObject({ kind: "network" });
    await vi.waitUntil(() => hermon.reach().kind === "refused", 30_000);
  });
});
