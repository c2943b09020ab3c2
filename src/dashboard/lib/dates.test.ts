import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dateWords } from "./dates.ts";

beforeAll(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterAll(() => vi.unstubAllEnvs());

const british = dateWords("en-GB");
const now = Date.parse("2026-05-26T20:00:00Z");

test("days and exact times are the viewer's", () => {
  expect(british.day("2026-05-26T22:30:00Z")).toBe("27 May 2026");
  expect(british.exact("2026-05-26T08:17:38Z")).toMatch(/^Tuesday,? 26 May 2026 at 10:17:38 CEST$/);
  expect(british.toTheSecond("2026-05-26T08:17:38Z")).toBe("10:17:38");
  expect(dateWords("de").day("2026-05-26T08:17:38Z")).toBe("26.05.2026");
});

test("near days have their names, by the viewer's calendar and not by hours", () => {
  expect(british.nearDay("2026-05-26T21:30:00Z", now)).toBe("Today, 23:30");
  expect(british.nearDay("2026-05-26T22:30:00Z", now)).toBe("Tomorrow, 00:30");
  expect(british.nearDay("2026-05-24T22:00:00Z", now)).toBe("Yesterday, 00:00");
});

test("other days have their time too, and the year where they are far", () => {
  expect(british.nearDay("2026-06-03T10:00:00Z", now)).toBe("3 Jun, 12:00");
  expect(british.nearDay("2026-05-23T22:15:00Z", now)).toBe("24 May, 00:15");
  expect(british.nearDay("2025-06-03T10:00:00Z", now)).toBe("3 Jun 2025, 12:00");
  // A few weeks over New Year are not far.
  expect(british.nearDay("2027-01-04T09:00:00Z", Date.parse("2026-12-20T09:00:00Z"))).toBe(
    "4 Jan, 10:00",
  );
});

test("a moment has its year where that isn't this one by the viewer's calendar", () => {
  expect(british.moment("2026-01-02T23:30:00Z", now)).toBe("3 Jan, 00:30");
  expect(british.moment("2025-12-31T23:00:00Z", now)).toBe("1 Jan, 00:00");
  expect(british.moment("2025-12-31T22:59:00Z", now)).toBe("31 Dec 2025, 23:59");
  expect(british.moment("2027-01-04", now)).toBe("4 Jan 2027");
  expect(british.moment("2026-05-26", now)).toBe("26 May");
  expect(british.moment("soon", now)).toBe("soon");
});

test("a day in short has its year where that isn't this one", () => {
  expect(british.shortDay("2026-01-02T23:30:00Z", now)).toBe("3 Jan");
  expect(british.shortDay("2025-12-31T22:59:00Z", now)).toBe("31 Dec 2025");
  expect(british.shortDay("2025-12-31T23:00:00Z", now)).toBe("1 Jan");
  expect(british.shortDay("2026-05-26", now)).toBe("26 May");
  expect(british.shortDay("soon", now)).toBe("soon");
  expect(british.narrowDay("2026-01-02T23:30:00Z", now)).toBe("3 Jan");
  expect(british.narrowDay("2025-11-26T12:00:00Z", now)).toBe("26/11/25");
});

test("a day as a heading has its name where it has one", () => {
  expect(british.dayHeading("2026-05-26T00:00:00Z", now)).toBe("Today");
  expect(british.dayHeading("2026-05-24T22:00:00Z", now)).toBe("Yesterday");
  expect(british.dayHeading("2026-05-24T21:59:00Z", now)).toBe("24 May");
  expect(british.dayHeading("2025-11-26T12:00:00Z", now)).toBe("26 Nov 2025");
});

test("a time of today is a time, another one has its day", () => {
  expect(british.clock("2026-05-26T12:02:00Z", now)).toBe("14:02");
  expect(british.clock("2026-05-25T12:02:00Z", now)).toBe("25 May, 14:02");
});

test.for([
  [0, "1 second ago"],
  [12_900, "12 seconds ago"],
  [59_999, "59 seconds ago"],
  [12 * 60_000, "12 minutes ago"],
  [23 * 3_600_000, "23 hours ago"],
  [36 * 3_600_000, "1 day ago"],
  // The server's clock may be ahead of the viewer's.
  [-5_000, "1 second ago"],
] as const)("%i ms ago", ([ms, words]) => {
  const iso = new Date(now - ms).toISOString();
  expect(british.ago(iso, now)).toBe(words);
});

test("what is to come is told likewise, and all of it in one language", () => {
  expect(british.until("2026-05-26T20:00:30Z", now)).toBe("in 30 seconds");
  expect(british.until("2026-05-26T19:59:00Z", now)).toBe("in 1 second");
  expect(dateWords("en-US").ago("2026-05-26T19:59:48Z", now, "narrow")).toBe("12s ago");
  expect(dateWords("de").ago("2026-05-26T19:48:00Z", now)).toBe("vor 12 Minuten");
});

test("what isn't a date is shown as it came", () => {
  expect(british.day("soon")).toBe("soon");
});
