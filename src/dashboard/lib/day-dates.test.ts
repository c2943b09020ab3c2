import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dateWords, isOver } from "./dates.ts";

/** "2026-06-01" is the first of June wherever one looks, also where a day is longer or has no midnight. */
describe.each([
  "America/New_York",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Europe/Berlin",
  "UTC",
])("in %s", (zone) => {
  beforeAll(() => vi.stubEnv("TZ", zone));
  afterAll(() => vi.unstubAllEnvs());

  const DAY = "2026-06-01";
  /** By the viewer's clock. */
  const at = (local: string) => new Date(local).getTime();

  test("a day has no time", () => {
    const words = dateWords("en-GB");
    expect(words.day(DAY)).toBe("1 Jun 2026");
    expect(words.exact(DAY)).toMatch(/^Monday,? 1 June 2026$/);
    const named = (local: string) => words.nearDay(DAY, at(local));
    expect(named("2026-06-01T00:00")).toBe("Today");
    expect(named("2026-06-01T23:59")).toBe("Today");
    expect(named("2026-05-31T23:59")).toBe("Tomorrow");
    expect(named("2026-06-02T00:00")).toBe("Yesterday");
    expect(named("2026-06-09T12:00")).toBe("1 Jun");
    expect(named("2027-06-09T12:00")).toBe("1 Jun 2026");
  });

  test("it is over when the viewer's day is", () => {
    expect(isOver(DAY, at("2026-06-01T00:00"))).toBe(false);
    expect(isOver(DAY, at("2026-06-01T23:59:59"))).toBe(false);
    expect(isOver(DAY, at("2026-06-02T00:00"))).toBe(true);
  });

  test("midnight in a zone is a moment, and over with it", () => {
    const moment = "2026-06-01T00:00:00Z";
    expect(isOver(moment, Date.parse(moment))).toBe(false);
    expect(isOver(moment, Date.parse(moment) + 1)).toBe(true);
    expect(dateWords("en-GB").nearDay(moment, Date.parse(moment))).toMatch(/^Today, \d\d:\d\d$/);
  });
});

test("a day that begins at one o'clock is the same day", () => {
  vi.stubEnv("TZ", "Africa/Cairo");
  // Clocks went forward at midnight.
  expect(dateWords("en-GB").day("2026-04-24")).toBe("24 Apr 2026");
  expect(isOver("2026-04-24", new Date("2026-04-24T12:00").getTime())).toBe(false);
  vi.unstubAllEnvs();
});
