import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeSpan } from "./activity-tab.tsx";

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
