import { describe, expect, test, vi } from "vitest";
import { getLead } from "#api/contract/leads/leads.ts";
import { answers, cutOff, fails, reset, silence } from "#api/test-upstream.ts";
import type { Hermon, Reach } from "#server/mirror/hermon/hermon.ts";
import {
  ask,
  gap,
  GOOD,
  HTML,
  ID,
  mostInASecond,
  poll,
  SILENCE_MS,
  withHermonClient,
  withoutJitter,
} from "./test-client.ts";

/** What is done about a Hermon that fails, now and then or for longer. */

const { upstream, connect } = withHermonClient();

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
    const hermon = connect(behaviour === silence ? { timeoutMs: SILENCE_MS } : {});
    upstream().behaviours = [behaviour, behaviour, GOOD];
    await expect(poll(hermon)).resolves.toMatchObject({ answer: [] });
    upstream().behaviours = [behaviour];
    await expect(ask(hermon)).rejects.toMatchObject({ name: "ApiError" });
    expect(upstream().requests).toHaveLength(6);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
  });

  test("a 404 is an answer: it is told and not tried again", async () => {
    const hermon = connect();
    upstream().behaviours = [fails(404)];
    const missing = hermon.call("scan", getLead, { params: { id: ID } });
    await expect(missing).rejects.toMatchObject({ status: 404 });
    expect(upstream().requests).toHaveLength(1);
    expect(hermon.lastErrors()).toEqual([]);
  });

  test("one address that stays broken while others answer is given up after six", async () => {
    withoutJitter();
    const hermon = connect();
    upstream().behaviours = [
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

/** Resolves as soon as the outage is noticed, before its first probe. */
const untilDown = (hermon: Hermon) =>
  new Promise<void>((resolve) => {
    hermon.subscribe(({ kind }) => kind === "unreachable" && resolve());
  });

describe("an outage", () => {
  test("ends with one probe and no storm", async () => {
    const hermon = connect({ maxPerSecond: 6 });
    const seen: Reach["kind"][] = [];
    hermon.subscribe(({ kind }) => seen.push(kind));
    const down = untilDown(hermon);
    upstream().behaviours = [fails(500)];
    const calls = Array.from({ length: 10 }, () => poll(hermon));
    await down;
    const failed = upstream().requests.length;
    const early = await ask(hermon).catch((thrown: unknown) => thrown);
    expect(early).toMatchObject({ name: "NotSent", reason: "unreachable" });
    upstream().behaviours = [GOOD];
    await Promise.all(calls);
    expect(seen).toEqual(["unreachable", "reachable"]);
    expect(gap(upstream(), failed)).toBeGreaterThanOrEqual(499);
    expect(upstream().requests).toHaveLength(failed + 10);
    expect(mostInASecond(upstream())).toBeLessThanOrEqual(6);
  });

  test("lasts longer when the probe fails, and nothing but probes is sent", async () => {
    const hermon = connect();
    upstream().behaviours = [reset];
    const down = untilDown(hermon);
    const waiting = Array.from({ length: 8 }, () => poll(hermon).catch(() => {}));
    await down;
    const failed = upstream().requests.length;
    await vi.waitUntil(() => upstream().requests.length === failed + 1, 30_000);
    hermon.askAgain();
    await vi.waitUntil(() => upstream().requests.length === failed + 2, 30_000);
    hermon.stop();
    await Promise.all(waiting);
    expect(upstream().requests).toHaveLength(failed + 2);
  });

  test("that Hermon names the end of is told at once", async () => {
    const hermon = connect();
    upstream().behaviours = [fails(503, { "retry-after": "3600" })];
    await expect(ask(hermon)).rejects.toMatchObject({ name: "NotSent", reason: "unreachable" });
    const reach = hermon.reach();
    if (reach.kind !== "unreachable") expect.fail("should be unreachable");
    expect(reach.nextTryAt).toBe(reach.since + 3_600_000);
    expect(upstream().requests).toHaveLength(1);
  });
});
