import { setTimeout } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { fails, silence } from "#api/test-upstream.ts";
import {
  ask,
  gap,
  GOOD,
  mostInASecond,
  patch,
  poll,
  withHermonClient,
  withoutJitter,
} from "./test-client.ts";

/** How fast Hermon is asked: never faster than it may be, and slower when it says so. */

const { upstream, connect } = withHermonClient();

describe("too many requests", () => {
  test("Retry-After in seconds is waited for, by all", async () => {
    const hermon = connect();
    upstream().behaviours = [fails(429, { "retry-after": "1" }), GOOD];
    await Promise.all([poll(hermon), ask(hermon)]);
    expect(upstream().requests).toHaveLength(3);
    expect(gap(upstream(), 1)).toBeGreaterThanOrEqual(999);
    // Halved, and raised by a twentieth for each of the two answers.
    expect(hermon.rate()).toEqual({ most: 100, now: 60 });
  });

  test("Retry-After as a date, too", async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    upstream().behaviours = [fails(429, { "retry-after": date }), GOOD];
    await poll(connect());
    expect(upstream().requests[1]?.at).toBeGreaterThanOrEqual(Date.parse(date) - 1);
  });

  test("without it, it is tried again soon, and the connection counts as there", async () => {
    withoutJitter();
    const hermon = connect();
    upstream().behaviours = [fails(429), fails(429), GOOD];
    await poll(hermon);
    expect(upstream().requests).toHaveLength(3);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
    expect(hermon.lastErrors()).toMatchObject([{ what: "listStatuses: HTTP 429" }]);
  });

  test("a pause longer than a person waits is told at once", async () => {
    const hermon = connect();
    upstream().behaviours = [fails(429, { "retry-after": "60" })];
    await expect(ask(hermon)).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 });
    const error: unknown = await patch(hermon).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NotSent", reason: "busy" });
    expect(upstream().requests).toHaveLength(1);
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
  expect(upstream().requests).toHaveLength(14);
  expect(mostInASecond(upstream())).toBeLessThanOrEqual(5);
});

test("a page that takes its time doesn't hold up a person", async () => {
  const hermon = connect();
  await poll(hermon);
  upstream().behaviours = [silence, silence, silence, GOOD];
  const pages = Array.from({ length: 5 }, () => poll(hermon).catch(() => {}));
  await vi.waitUntil(() => upstream().requests.length === 4, { timeout: 30_000 });
  await ask(hermon);
  expect(upstream().requests).toHaveLength(5);
  hermon.stop();
  upstream().requests.forEach(({ request }) => request.socket.destroy());
  await Promise.all(pages);
});
