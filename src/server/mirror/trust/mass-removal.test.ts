import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MassRemoval } from "./mass-removal.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const EVERY = 60_000;

test("a few, or a small part, are believed to be gone at once", () => {
  const removal = new MassRemoval(EVERY);
  for (const [missing, here] of [
    [0, 0],
    [20, 20],
    [20, 100],
    [120, 1_200],
  ] as const) {
    expect(removal.isBelieved("leads", missing, here)).toBe(true);
  }
});

test("a large part is when it is still missing a scan later, and not when somebody has it scanned in between", () => {
  const removal = new MassRemoval(EVERY);
  expect(removal.isBelieved("leads", 1_200, 1_200)).toBe(false);
  expect(removal.isBelieved("optIns", 30, 100)).toBe(false);
  vi.advanceTimersByTime(EVERY / 2);
  expect(removal.isBelieved("leads", 1_200, 1_200)).toBe(false);
  vi.advanceTimersByTime(EVERY / 2);
  expect(removal.isBelieved("leads", 900, 1_200)).toBe(true);
  // Those that are left are taken away by the scans after it.
  expect(removal.isBelieved("leads", 500, 800)).toBe(true);
});

test("a large part that was there in between counts anew", () => {
  const removal = new MassRemoval(EVERY);
  expect(removal.isBelieved("leads", 600, 1_200)).toBe(false);
  vi.advanceTimersByTime(EVERY);
  expect(removal.isBelieved("leads", 0, 1_200)).toBe(true);
  expect(removal.isBelieved("leads", 600, 1_200)).toBe(false);
});
