import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { byDay, changeSpan } from "./activity-tab.tsx";

beforeAll(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterAll(() => vi.unstubAllEnvs());

const span = (not_before: string | null, at: string) => changeSpan({ not_before, at });

test("a change made here has its moment, and so has one seen within a minute", () => {
  expect(span(null, "2026-05-26T08:03:00Z")).toBeUndefined();
  expect(span("2026-05-26T08:02:01Z", "2026-05-26T08:03:00Z")).toBeUndefined();
  expect(span("some day", "2026-05-26T08:03:00Z")).toBeUndefined();
});

test("one seen later has the time between, on one day of the viewer's or not", () => {
  const [from, to] = ["2026-05-26T08:02:00Z", "2026-05-26T08:03:00Z"];
  expect(span(from, to)).toEqual({ from, to, isWithinDay: true });
  expect(span("2026-05-26T21:59:00Z", "2026-05-26T22:01:00Z")?.isWithinDay).toBe(false);
});

test("what happened is under the viewer's days, in the order in which it comes", () => {
  const [a, b, c, d] = [
    { id: "a", at: "2026-05-26T22:01:00Z" },
    { id: "b", at: "2026-05-26T21:59:00Z" },
    { id: "c", at: "2026-05-26T08:00:00Z" },
    { id: "d", at: "some day" },
  ];
  const now = Date.parse("2026-05-27T10:00:00Z");
  expect(byDay([a, b, c, d], now)).toEqual([
    ["Today", [a]],
    ["Yesterday", [b, c]],
    ["some day", [d]],
  ]);
  expect(byDay([], now)).toEqual([]);
});
