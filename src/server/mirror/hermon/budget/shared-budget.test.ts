import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWERED, end, makeBudget, pass, person } from "./test-budget.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ALONE = { isOurs: () => true, isSpent: false, pausedMs: 0, onPause: () => {} };

test("who takes over from another server begins as if that one had just spent the budget", async () => {
  const { ask, sent } = makeBudget(4, { ...ALONE, isSpent: true });
  ask("poll");
  await pass(1_000);
  expect(sent).toEqual([]);
  await pass(100);
  expect(sent).toEqual(["poll 1"]);
});

test("a pause that another server was asked for is kept, and told to people", async () => {
  const { ask, sent } = makeBudget(4, { ...ALONE, pausedMs: 30_000 });
  ask("poll");
  const asked = ask("person", person());
  await pass(29_000);
  expect(asked.error).toMatchObject({ reason: "busy", retryAfterMs: 30_000 });
  expect(sent).toEqual([]);
  await pass(1_100);
  expect(sent).toEqual(["poll 1"]);
});

test("nothing is sent while the budget may be another server's", async () => {
  let isOurs = true;
  const { ask, sent } = makeBudget(4, { ...ALONE, isOurs: () => isOurs });
  await end(ask("poll"), ANSWERED);
  isOurs = false;
  ask("poll");
  const asked = ask("person", person());
  await pass(11_000);
  expect(sent).toEqual(["poll 1"]);
  expect(asked.error).toMatchObject({ reason: "busy" });
});

test("of every pause that Hermon asks for others are told", async () => {
  const pauses: number[] = [];
  const { ask } = makeBudget(4, { ...ALONE, onPause: (ms) => pauses.push(Math.round(ms)) });
  await end(ask("poll"), { kind: "busy", pauseMs: 5_000 });
  await pass(6_000);
  await end(ask("poll"), { kind: "failed", pauseMs: 2_000 });
  await pass(3_000);
  await end(ask("poll"), { kind: "failed", pauseMs: undefined });
  expect(pauses).toEqual([5_000, 2_000]);
});
