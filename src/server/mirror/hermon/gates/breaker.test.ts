import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Breaker } from "./breaker.ts";

let start: number;

beforeEach(() => {
  vi.useFakeTimers();
  start = performance.now();
});
afterEach(() => vi.useRealTimers());

function openBreaker(): Breaker {
  const breaker = new Breaker();
  for (let i = 0; i < 5; i += 1) breaker.failed(breaker.sends());
  return breaker;
}

/** Lets the wait pass and the probe fail; gives how long the wait was. */
function failProbe(breaker: Breaker): number {
  const wait = (breaker.outage?.nextTryAt ?? 0) - performance.now();
  vi.advanceTimersByTime(wait);
  expect(breaker.admits()).toBe("probe");
  breaker.failed(breaker.sends());
  return wait;
}

test("opens after five failures in a row, counted from the first one", () => {
  const breaker = new Breaker();
  for (let i = 0; i < 4; i += 1) breaker.failed(breaker.sends());
  breaker.answered(breaker.sends());
  for (let i = 0; i < 4; i += 1) {
    breaker.failed(breaker.sends());
    vi.advanceTimersByTime(100);
  }
  expect(breaker.outage).toBeUndefined();
  expect(breaker.admits()).toBe("any");
  breaker.failed(breaker.sends());
  expect(breaker.outage?.since).toBe(start);
  expect(breaker.admits()).toBe("none");
});

test("waits longer each time, up to a minute, never less than half of it", () => {
  const breaker = openBreaker();
  const bounds = [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000);
  for (const bound of bounds) {
    const wait = failProbe(breaker);
    expect(wait).toBeGreaterThanOrEqual(bound / 2);
    expect(wait).toBeLessThanOrEqual(bound);
  }
  expect(breaker.outage?.since).toBe(start);
});

test("lets one probe through at a time; its answer closes it", () => {
  const breaker = openBreaker();
  vi.advanceTimersByTime(1000);
  const isProbe = breaker.sends();
  expect(isProbe).toBe(true);
  expect(breaker.admits()).toBe("none");
  vi.advanceTimersByTime(60_000);
  expect(breaker.admits()).toBe("none");
  expect(breaker.answered(isProbe)).toBe(true);
  expect(breaker.outage).toBeUndefined();
  expect(breaker.admits()).toBe("any");
});

test("a probe that was taken back makes room for another one", () => {
  const breaker = openBreaker();
  vi.advanceTimersByTime(1000);
  breaker.withdrawn(breaker.sends());
  expect(breaker.admits()).toBe("probe");
});

test("while it is open, requests from before change nothing", () => {
  const breaker = openBreaker();
  const { outage } = breaker;
  breaker.failed(false);
  expect(breaker.answered(false)).toBe(false);
  breaker.withdrawn(false);
  expect(breaker.outage).toEqual(outage);
});

test("after an outage waits begin short again", () => {
  const breaker = openBreaker();
  for (let i = 0; i < 6; i += 1) failProbe(breaker);
  breaker.endWait();
  breaker.answered(breaker.sends());
  for (let i = 0; i < 5; i += 1) breaker.failed(breaker.sends());
  expect(failProbe(breaker)).toBeLessThanOrEqual(1000);
});

test("a long pause that is asked for opens it at once and is kept; a short one doesn't", () => {
  const breaker = new Breaker();
  breaker.failed(breaker.sends(), 10_000);
  expect(breaker.outage).toBeUndefined();
  breaker.failed(breaker.sends(), 120_000);
  expect(breaker.outage).toEqual({ since: start, nextTryAt: start + 120_000 });
});

test("the wait can be ended, but not while the probe is under way", () => {
  const breaker = openBreaker();
  breaker.endWait();
  expect(breaker.admits()).toBe("probe");
  breaker.sends();
  breaker.endWait();
  expect(breaker.admits()).toBe("none");
});
