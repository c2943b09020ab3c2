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

  test("the requests that wait are the probe in turns, as one may fail alone", async () => {
    const made = await makeProvenBudget();
    await openBreaker(made);
    // A further try keeps its number.
    const wait = (number: number) => ({
      number,
      waiting: made.ask("poll", { number, notBefore: performance.now() + 500_000 }),
    });
    const all = [1, 2, 3].map(wait);
    const probed: number[] = [];
    for (let probes = 0; probes < 6; probes += 1) {
      await pass(61_000);
      for (const [at, { number, waiting }] of all.entries()) {
        if (!waiting.turn) continue;
        probed.push(number);
        waiting.turn.end({ kind: "failed", pauseMs: undefined });
        all[at] = wait(number);
      }
    }
    expect(probed).toEqual([1, 2, 3, 1, 2, 3]);
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

const DENIED = { kind: "denied" } as const;
const MINUTE = 60_000;

/** A budget whose key two different questions have shown to be refused. */
async function refuse(made: TestBudget) {
  const asked = [made.ask("poll"), made.ask("scan")];
  for (const one of asked) await end(one, DENIED);
  made.sent.length = 0;
}

describe("a refusal", () => {
  test("of one question, or of anything that is about one thing, isn't the key's", async () => {
    const { budget, ask } = await makeProvenBudget();
    for (let i = 0; i < 5; i += 1) {
      await end(ask("poll"), DENIED);
      await end(ask("person"), DENIED);
      await end(ask("backfill"), DENIED);
    }
    expect(budget.refusal).toBeUndefined();
    await end(ask("scan"), ANSWERED);
    await end(ask("scan"), DENIED);
    expect(budget.refusal).toBeUndefined();
    await end(ask("poll"), DENIED);
    expect(budget.refusal).toBeDefined();
  });

  test("of two questions is the key's: people are told at once, the others wait", async () => {
    const made = await makeProvenBudget();
    const late = made.ask("person");
    await refuse(made);
    const waiting = made.ask("scan");
    const asked = made.ask("person", person());
    await pass(MINUTE - 1);
    expect(asked.error).toMatchObject({ reason: "refused" });
    expect(waiting.error).toBeUndefined();
    expect(made.sent).toEqual([]);
    // Sent before, and taken before: that says nothing of the key by now.
    await end(late, ANSWERED);
    expect(made.budget.refusal).toBeDefined();
  });

  test("is tried again by itself, by one that asks about everything, later each time", async () => {
    const made = await makeProvenBudget();
    await refuse(made);
    made.ask("backfill");
    made.ask("scan");
    for (const wait of [1, 5, 15, 15]) {
      const probe = made.ask("poll");
      await pass(wait * MINUTE - 1);
      expect(made.sent).toEqual([]);
      await pass(1);
      expect(made.sent).toEqual([probe.name]);
      await end(probe, DENIED);
      made.sent.length = 0;
    }
    expect(made.budget.refusal?.nextTryAt).toBe(performance.now() + 15 * MINUTE);
    const last = made.ask("poll");
    await pass(15 * MINUTE);
    await end(last, ANSWERED);
    expect(made.budget.refusal).toBeUndefined();
    expect(made.sent).toHaveLength(3);
  });

  test("that someone wants to have tried again is, once and alone", async () => {
    const made = await makeProvenBudget();
    await refuse(made);
    made.ask("scan");
    made.ask("scan");
    made.budget.askAgain();
    await pass(5_000);
    expect(made.sent).toHaveLength(1);
  });

  test("stays when its probe comes to nothing, and the next one is the probe", async () => {
    const made = await makeProvenBudget();
    await refuse(made);
    const probes = [made.ask("poll"), made.ask("poll")];
    await pass(MINUTE);
    if (probes[0]) await end(probes[0], { kind: "withdrawn" });
    expect(made.sent).toHaveLength(2);
    expect(made.budget.refusal).toBeDefined();
  });
});

describe("waiting", () => {
  test("is told when Hermon names a long pause, until it answers after it", async () => {
    const { budget, ask } = await makeProvenBudget();
    const [first, early] = [ask("poll"), ask("scan")];
    await end(first, { kind: "busy", pauseMs: 600_000 });
    await end(early, ANSWERED);
    const since = performance.now();
    expect(budget.waiting).toEqual({ since, nextTryAt: since + 600_000 });
    const next = ask("poll");
    await pass(600_000);
    expect(budget.waiting).toBeDefined();
    await end(next, ANSWERED);
    expect(budget.waiting).toBeUndefined();
  });

  test("is not told of a short pause, but of one after the other", async () => {
    const { budget, ask } = await makeProvenBudget();
    for (let i = 0; i < 4; i += 1) {
      const asked = ask("poll");
      await pass(3_000);
      await end(asked, { kind: "busy", pauseMs: 3_000 });
      expect(budget.waiting !== undefined).toBe(i === 3);
    }
    const asked = ask("poll");
    await pass(3_000);
    await end(asked, ANSWERED);
    expect(budget.waiting).toBeUndefined();
  });
});
