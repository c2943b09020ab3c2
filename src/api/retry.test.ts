import { expect, test } from "vitest";
import { listStatuses } from "./contract/leads/statuses.ts";
import { ApiError } from "./errors.ts";
import { parseRetryAfter, retryDelay } from "./retry.ts";

const NOW = Date.parse("2026-05-26T08:00:00Z");

test.for([
  ["8", 8_000],
  [" 0 ", 0],
  ["Tue, 26 May 2026 08:00:30 GMT", 30_000],
  ["Tue, 26 May 2026 07:00:00 GMT", 0],
  ["99999999999", 86_400_000],
  ["soon", undefined],
  ["1.5", 1_500],
  ["-5", undefined],
  ["", undefined],
  [null, undefined],
] as const)("Retry-After %o is %o ms", ([header, ms]) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

const busy = (retryAfterMs?: number) =>
  new ApiError({ kind: "http", endpoint: "x", happened: "", status: 503, retryAfterMs });

test("backs off over the whole of a doubling span", () => {
  for (const [failed, bound] of [
    [1, 100],
    [2, 200],
    [3, 400],
    [20, 10_000],
  ] as const) {
    const delays = Array.from({ length: 500 }, () => retryDelay(listStatuses, busy(), failed, 100));
    expect(Math.max(...delays.map(Number))).toBeLessThan(bound);
    expect(Math.max(...delays.map(Number))).toBeGreaterThan(bound * 0.9);
    expect(Math.min(...delays.map(Number))).toBeLessThan(bound * 0.1);
  }
});

test("never waits less than it was asked to", () => {
  expect(retryDelay(listStatuses, busy(8_000), 1, 100)).toBe(8_000);
  expect(retryDelay(listStatuses, busy(10_001), 1, 100)).toBeNull();
});
