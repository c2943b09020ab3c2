import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Purpose } from "#api/contract/sync.ts";
import { ANSWERED, end, makeBudget, makeProvenBudget, pass, person } from "./test-budget.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

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
      const notBefore = performance.now() + 500;
      const asked = ask("scan", { notBefore });
      await pass(498);
      let called = 0;
      const clock = vi.spyOn(performance, "now");
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
    ask("person", { notBefore: performance.now() + 500 });
    ask("scan");
    await pass(499);
    expect(sent).toEqual(["scan 3"]);
    await pass(1);
    expect(sent).toEqual(["scan 3", "person 2"]);
  });
});

describe("shares", () => {
  /** How often each is sent in a minute at four a second, while several of each always wait. */
  async function sendAll(purposes: readonly Purpose[]) {
    const { ask, sent } = await makeProvenBudget(4);
    const waiting = purposes.flatMap((purpose) =>
      Array.from({ length: 4 }, () => ({ purpose, asked: ask(purpose) })),
    );
    for (let ms = 0; ms < 60_000; ms += 50) {
      await pass(50);
      for (const one of waiting) {
        if (!one.asked.turn) continue;
        one.asked.turn.end(ANSWERED);
        one.asked = ask(one.purpose);
      }
    }
    return (purpose: Purpose) => sent.filter((name) => name.startsWith(purpose)).length;
  }

  test("nobody is kept from being polled by people who ask without end, nor by API keys", async () => {
    for (const busy of ["person", "key"] as const) {
      const sent = await sendAll([busy, "poll", "backfill"]);
      expect(sent("poll")).toBeGreaterThanOrEqual(20);
      expect(sent("backfill")).toBeGreaterThanOrEqual(10);
      expect(sent(busy)).toBeGreaterThan(2 * (sent("poll") + sent("backfill")));
    }
  });

  test("people come first, whatever else waits", async () => {
    const sent = await sendAll(["person", "key", "poll", "scan", "backfill"]);
    for (const other of ["key", "poll", "scan", "backfill"] as const) {
      expect(sent(other)).toBeGreaterThanOrEqual(10);
      expect(sent("person")).toBeGreaterThan(3 * sent(other));
    }
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
