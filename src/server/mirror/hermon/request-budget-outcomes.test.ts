import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NotSent } from "./not-sent.ts";
import { ANSWERED, end, makeProvenBudget, pass, person, type TestBudget } from "./test-budget.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function openBreaker({ budget, ask }: TestBudget) {
  while (!budget.outage) await end(ask("poll"), { kind: "failed", pauseMs: undefined });
}

describe("a pause", () => {
  test("is kept by everyone, and those who can't wait are told", async () => {
    const { budget, ask, sent } = await makeProvenBudget();
    const early = ask("person", {
      until: performance.now() + 10_000,
      notBefore: performance.now() + 1_000,
    });
    await end(ask("poll"), { kind: "busy", pauseMs: 30_000 });
    const late = ask("person", person());
    const patient = ask("scan");
    await pass(29_999);
    expect(sent).toHaveLength(1);
    for (const { error } of [early, late]) {
      expect(error).toBeInstanceOf(NotSent);
      expect(error).toMatchObject({ reason: "busy", retryAfterMs: 30_000 });
    }
    expect(budget.outage).toBeUndefined();
    await pass(1);
    expect(patient.turn).toBeDefined();
  });

  test("without a length is drawn from a span that doubles while it goes on", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const { budget, ask } = await makeProvenBudget();
    for (const expected of [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      const asked = ask("poll");
      await pass(61_000);
      await end(asked, { kind: "busy", pauseMs: undefined });
      expect(budget.pausedUntil - performance.now()).toBeCloseTo(expected * 0.999);
    }
    const asked = ask("poll");
    await pass(61_000);
    await end(asked, ANSWERED);
    await end(ask("poll"), { kind: "busy", pauseMs: undefined });
    expect(budget.pausedUntil - performance.now()).toBeCloseTo(499.5);
    vi.mocked(Math.random).mockRestore();
  });

  test("of several at once halves the rate and grows only once", async () => {
    const { budget, ask } = await makeProvenBudget(8);
    const atOnce = [ask("poll"), ask("poll"), ask("person")];
    for (const asked of atOnce) await end(asked, { kind: "busy", pauseMs: undefined });
    expect(budget.rate).toEqual({ most: 8, now: 4 });
    expect(budget.pausedUntil - performance.now()).toBeLessThanOrEqual(500);
  });

  test("asked for by a failing server is kept, too", async () => {
    const { ask, sent } = await makeProvenBudget();
    await end(ask("poll"), { kind: "failed", pauseMs: 3_000 });
    ask("poll");
    await pass(2_999);
    expect(sent).toHaveLength(1);
    await pass(1);
    expect(sent).toHaveLength(2);
  });
});

describe("an outage", () => {
  test("people are told at once when the next try is; the others wait", async () => {
    const made = await makeProvenBudget();
    await openBreaker(made);
    const asked = made.ask("person", person());
    const waiting = made.ask("scan");
    await pass();
    const { nextTryAt = 0 } = made.budget.outage ?? {};
    expect(asked.error).toMatchObject({
      reason: "unreachable",
      retryAfterMs: nextTryAt - performance.now(),
    });
    expect(waiting.turn).toBeUndefined();
    expect(waiting.error).toBeUndefined();
  });

  test("ends with one probe, the first in line, even if it had failed just now", async () => {
    const made = await makeProvenBudget(8);
    const { ask, sent, budget } = made;
    await openBreaker(made);
    sent.length = 0;
    ask("backfill");
    const probe = ask("poll", { notBefore: performance.now() + 50_000 });
    ask("scan");
    await pass(5_000);
    expect(sent).toEqual([probe.name]);
    await end(probe, ANSWERED);
    expect(sent).toHaveLength(3);
    expect(budget.outage).toBeUndefined();
    expect(budget.rate.now).toBeCloseTo(4.4);
  });

  test("a person who comes when nobody waits is the probe; the next one isn't", async () => {
    const made = await makeProvenBudget();
    await openBreaker(made);
    await pass(1_000);
    const probe = made.ask("person", person());
    const next = made.ask("person", person());
    await pass();
    expect(probe.turn).toBeDefined();
    expect(next.error).toMatchObject({ reason: "unreachable", retryAfterMs: 0 });
  });

  test("its wait can be ended", async () => {
    const made = await makeProvenBudget();
    await openBreaker(made);
    const waiting = made.ask("scan");
    await pass();
    expect(waiting.turn).toBeUndefined();
    made.budget.askAgain();
    await pass();
    expect(waiting.turn).toBeDefined();
  });
});

test("a refusal sends everyone away until it is asked again, by one alone", async () => {
  const { budget, ask, sent } = await makeProvenBudget();
  const first = ask("poll");
  const waiting = [ask("scan"), ask("scan"), ask("scan")];
  await end(first, { kind: "refused" });
  await pass(100_000);
  expect(budget.isRefused).toBe(true);
  expect(waiting[2]?.error).toMatchObject({ reason: "refused" });
  const late = ask("person");
  await pass();
  expect(late.error).toMatchObject({ reason: "refused" });
  // Sent before, and taken before: that says nothing of the key by now.
  for (const asked of waiting.slice(0, 2)) await end(asked, ANSWERED);
  sent.length = 0;
  budget.askAgain();
  ask("scan");
  ask("person");
  await pass(5_000);
  expect(sent).toHaveLength(1);
});
