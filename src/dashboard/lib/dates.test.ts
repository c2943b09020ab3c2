import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dateWords } from "./dates.ts";

beforeAll(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterAll(() => vi.unstubAllEnvs());

const british = dateWords("en-GB");
const now = Date.parse("2026-05-26T20:00:00Z");

test("days and exact times are the viewer's", () => {
  expect(british.day("2026-05-26T22:30:00Z")).toBe("27 May 2026");
  expect(british.exact("2026-05-26T08:17:38Z")).toMatch(/^Tuesday,? 26 May 2026 at 10:17:38 CEST$/);
  expect(dateWords("de").day("2026-05-26T08:17:38Z")).toBe("26.05.2026");
});

test("near days have their names, by the viewer's calendar and not by hours", () => {
  expect(british.nearDay("2026-05-26T21:30:00Z", now)).toBe("Today, 23:30");
  expect(british.nearDay("2026-05-26T22:30:00Z", now)).toBe("Tomorrow, 00:30");
  expect(british.nearDay("2026-05-24T22:00:00Z", now)).toBe("Yesterday, 00:00");
  expect(british.nearDay("2026-06-03T10:00:00Z", now)).toBe("3 Jun");
  expect(british.nearDay("2025-06-03T10:00:00Z", now)).toBe("3 Jun 2025");
});

test("what isn't a date is shown as it came", () => {
  expect(british.day("soon")).toBe("soon");
});
