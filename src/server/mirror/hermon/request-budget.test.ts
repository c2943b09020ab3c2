import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Purpose } from "#api/contract/sync.ts";
import { NotSent } from "./not-sent.ts";
import type { Outcome } from "./outcome.ts";
import { RequestBudget, type Turn } from "./request-budget.ts";
import type { Wish } from "./waiting-line.ts";

const ANSWERED: Outcome = { kind: "answered" };
const FAILED: Outcome = { kind: "failed", pauseMs: undefined };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Asked {
  readonly name: string;
  turn?: Turn;
  error?: unknown;
}

/** A budget with all that was asked of it, in the order in which it was let in. */
function makeBudget(most = 1000) {
  const budget = new RequestBudget(most, () => {});
  const sent: string[] = [];
  let number = 0;
  function ask(purpose: Purpose, wish: Partial<Wish> = {}): Asked {
    number += 1;
    const asked: Asked = { name: `${purpose} ${number}` };
    const forEver = { purpose, number, notBefore: 0, until: Infinity, signal: undefined };
    budget.turn({ ...forEver, ...wish }).then(
      (turn) => {
        asked.turn = turn;
        sent.push(asked.name);
      },
      (error: unknown) => (asked.error = error),
    );
    return asked;
  }
  return { budget, ask, sent };
}

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** A budget whose key Hermon has taken already. */
async function makeProvenBudget(most = 1000) {
  const made = makeBudget(most);
  await end(made.ask("person"), ANSWERED);
  await pass(1100);
  made.sent.length = 0;
  return made;
}

async function end(asked: Asked, outcome: Outcome) {
  await pass();
  if (!asked.turn) expect.fail(`${asked.name} has no turn`);
  asked.turn.end(outcome);
  await pass();
}

async function openBreaker({ budget, ask }: ReturnType<typeof makeBudget>) {
  while (!budget.outage) await end(ask("poll"), FAILED);
}

const person = () => ({ until: Date.now() + 10_000 });

describe("who goes first", () => {
  test("by purpose, then first come first served", async () => {
    const { ask, sent } = await makeProvenBudget(1);
    const first = ask("scan");
    for (const purpose of ["backfill", "scan", "person", "poll", "scan", "person"] as const) {
      ask(purpose);
    }
    await end(first, ANSWERED);
    await pass(20_000);
    expect(sent).toEqual(["scan 2", "person 5", "person 8", "poll 6", "scan 4"]);
  });

  test("four at once, of which one place is kept for people", async () => {
    const { ask, sent } = await makeProvenBudget();
    const polls = [ask("poll"), ask("poll"), ask("poll"), ask("poll")];
    const people = [ask("person"), ask("person")];
    await pass();
    expect(sent).toHaveLength(4);
    expect(polls[3]?.turn).toBeUndefined();
    expect(people.map(({ turn }) => !!turn)).toEqual([true, false]);
    if (polls[0]) await end(polls[0], ANSWERED);
    expect(people[1]?.turn).toBeDefined();
    expect(polls[3]?.turn).toBeUndefined();
  });

  test("one alone until Hermon has taken the key", async () => {
    const { ask, sent } = makeBudget();
    const first = ask("poll");
    ask("poll");
    ask("person");
    await pass(5_000);
    expect(sent).toHaveLength(1);
    await end(first, ANSWERED);
    expect(sent).toHaveLength(3);
  });

  // One look among these begins before the time that it waits for, and ends after it.
  test.each([1, 2, 3, 4, 5, 6])(
    "a time that comes during a look isn't missed (%i)",
    async (calls) => {
      const { budget, ask } = await makeProvenBudget();
      const notBefore = Date.now() + 500;
      const asked = ask("scan", { notBefore });
      await pass(498);
      let called = 0;
      const clock = vi.spyOn(Date, "now");
      clock.mockImplementation(() => {
        called += 1;
        return called > calls ? notBefore : notBefore - 1;
      });
      budget.askAgain();
      clock.mockRestore();
      await pass(10);
      expect(asked.turn).toBeDefined();
    },
  );

  test("a request that failed isn't sent earlier than it wants", async () => {
    const { ask, sent } = await makeProvenBudget();
    ask("person", { notBefore: Date.now() + 500 });
    ask("scan");
    await pass(499);
    expect(sent).toEqual(["scan 3"]);
    await pass(1);
    expect(sent).toEqual(["scan 3", "person 2"]);
  });
});

describe("leaving the line", () => {
  test("when the signal aborts, before or while waiting", async () => {
    const { ask, sent } = await makeProvenBudget(1);
    const abort = new AbortController();
    ask("scan");
    const waiting = ask("poll", { signal: abort.signal });
    const late = ask("poll", { signal: AbortSignal.abort("too late") });
    await pass();
    expect(late.error).toBe("too late");
    abort.abort("no longer");
    await pass(10_000);
    expect(waiting.error).toBe("no longer");
    expect(sent).toEqual(["scan 2"]);
  });

  test("when it takes longer than a person waits", async () => {
    const { ask } = await makeProvenBudget(0.1);
    await pass(20_000);
    ask("poll");
    const waiting = ask("person", person());
    await pass(9_999);
    expect(waiting.error).toBeUndefined();
    await pass(1);
    expect(waiting.error).toMatchObject({ reason: "busy", retryAfterMs: undefined });
  });

  test("when all is over, and then nothing is sent", async () => {
    const { budget, ask, sent } = await makeProvenBudget(1);
    ask("scan");
    const waiting = ask("scan");
    budget.stop();
    const late = ask("person");
    await pass(10_000);
    expect(waiting.error).toMatchObject({ reason: "stopped" });
    expect(late.error).toMatchObject({ reason: "stopped" });
    expect(sent).toEqual(["scan 2"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a pause", () => {
  test("is kept by everyone, and those who can't wait are told", async () => {
    const { budget, ask, sent } = await makeProvenBudget();
    const early = ask("person", { until: Date.now() + 10_000, notBefore: Date.now() + 1_000 });
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
      expect(budget.pausedUntil - Date.now()).toBeCloseTo(expected * 0.999);
    }
    const asked = ask("poll");
    await pass(61_000);
    await end(asked, ANSWERED);
    await end(ask("poll"), { kind: "busy", pauseMs: undefined });
    expect(budget.pausedUntil - Date.now()).toBeCloseTo(499.5);
    vi.mocked(Math.random).mockRestore();
  });

  test("of several at once halves the rate and grows only once", async () => {
    const { budget, ask } = await makeProvenBudget(8);
    const atOnce = [ask("poll"), ask("poll"), ask("person")];
    for (const asked of atOnce) await end(asked, { kind: "busy", pauseMs: undefined });
    expect(budget.rate).toEqual({ most: 8, now: 4 });
    expect(budget.pausedUntil - Date.now()).toBeLessThanOrEqual(500);
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
      retryAfterMs: nextTryAt - Date.now(),
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
    const probe = ask("poll", { notBefore: Date.now() + 50_000 });
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
  for (const asked of waiting.slice(0, 2)) await end(asked, { kind: "refused" });
  sent.length = 0;
  budget.askAgain();
  ask("scan");
  ask("person");
  await pass(5_000);
  expect(sent).toHaveLength(1);
});
