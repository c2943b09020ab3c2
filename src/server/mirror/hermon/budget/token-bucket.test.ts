import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The times, in milliseconds, at which a bucket lets requests out that arrive `way` ms later. */
function letOut(bucket: TokenBucket, forMs: number, way: (nth: number) => number): number[] {
  const times: number[] = [];
  const start = Date.now();
  for (let ms = 0; ms < forMs; ms += 5) {
    for (let token = bucket.take(); token; token = bucket.take()) {
      const arrival = way(times.length);
      times.push(Date.now() - start + arrival);
      setTimeout(token.arrived, arrival);
    }
    vi.advanceTimersByTime(5);
  }
  return times.toSorted((a, b) => a - b);
}

const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + 1000).length));

test("lets a burst out, and then no more in any second as the receiver counts them", () => {
  // Connections that open slowly bring requests closer together than they were sent.
  const times = letOut(new TokenBucket(4, () => {}), 20_000, (nth) => (nth % 7 === 0 ? 300 : 5));
  expect(times.slice(0, 4)).toEqual([5, 5, 5, 300]);
  expect(mostInASecond(times)).toBe(4);
  expect(times.length).toBeGreaterThan(65);
});

test.for([
  [0.1, 60_000, 6],
  [0.5, 20_000, 10],
  [1, 10_000, 10],
  [2.9, 10_000, 20],
] as const)("a rate of %f never sends more than that", ([rate, ms, expected]) => {
  const times = letOut(new TokenBucket(rate, () => {}), ms, () => 0);
  expect(times.length).toBe(expected);
});

test("tells when a token has come back, and counts each once", () => {
  const returned = vi.fn<() => void>();
  const bucket = new TokenBucket(1, returned);
  const token = bucket.take();
  token?.arrived();
  token?.arrived();
  vi.advanceTimersByTime(1_000);
  expect(bucket.take()).toBeUndefined();
  vi.advanceTimersByTime(30_000);
  expect(returned).toHaveBeenCalledTimes(1);
});

test("one who never gets an answer doesn't keep its token", () => {
  const bucket = new TokenBucket(1, () => {});
  bucket.take();
  vi.advanceTimersByTime(3_100);
  expect(bucket.take()).toBeDefined();
});

test("is halved once for all requests that were out already, down to one in ten seconds", () => {
  const bucket = new TokenBucket(4, () => {});
  const tokens = [bucket.take(), bucket.take(), bucket.take()].filter((token) => !!token);
  expect(tokens.map((token) => bucket.slowDown(token))).toEqual([true, false, false]);
  expect(bucket.rate).toBe(2);
  expect(bucket.take()).toBeUndefined();
  for (let i = 0; i < 10; i += 1) bucket.slowDown({ arrived: () => {}, slowdowns: 1 + i });
  expect(bucket.rate).toBe(0.1);
});

test("comes back in twenty steps, and no further", () => {
  const bucket = new TokenBucket(4, () => {});
  bucket.slowDown({ arrived: () => {}, slowdowns: 0 });
  bucket.speedUp();
  expect(bucket.rate).toBeCloseTo(2.2);
  for (let i = 0; i < 20; i += 1) bucket.speedUp();
  expect(bucket.rate).toBe(4);
  bucket.startAtHalf();
  expect(bucket.rate).toBe(2);
});

test("comes back within a minute, however slow it has become", () => {
  const bucket = new TokenBucket(4, () => {});
  for (let i = 0; i < 10; i += 1) bucket.slowDown({ arrived: () => {}, slowdowns: i });
  expect(bucket.rate).toBe(0.1);
  vi.advanceTimersByTime(600_000);
  // Not all at once, however long it took.
  bucket.speedUp();
  expect(bucket.rate).toBeCloseTo(2.1);
  for (let i = 0; i < 10; i += 1) bucket.slowDown({ arrived: () => {}, slowdowns: 10 + i });
  let seconds = 0;
  for (; bucket.rate < 4; seconds += 1 / bucket.rate) {
    vi.advanceTimersByTime(1_000 / bucket.rate);
    bucket.speedUp();
  }
  expect(seconds).toBeLessThan(30);
});

test("a budget below the slowest rate is kept, too", () => {
  const bucket = new TokenBucket(0.05, () => {});
  bucket.startAtHalf();
  bucket.slowDown({ arrived: () => {}, slowdowns: 0 });
  expect(bucket.rate).toBe(0.05);
});
