import { expect, test, vi } from "vitest";
import { isViewersCountry, localTime } from "./local-time.ts";

const now = Date.parse("2026-05-26T20:00:00Z");

test("one zone has one time, several zones with the same time too", () => {
  expect(localTime("GB", now, "en-GB")).toBe("21:00");
  expect(localTime("DE", now, "en-GB")).toBe("22:00");
});

test("zones with different times are a range, earliest first, over midnight as well", () => {
  expect(localTime("US", now, "en-GB")).toBe("10:00–16:00");
  expect(localTime("US", Date.parse("2026-05-26T08:00:00Z"), "en-GB")).toBe("22:00–04:00");
});

test("summer time is followed", () => {
  expect(localTime("GB", Date.parse("2026-01-10T20:00:00Z"), "en-GB")).toBe("20:00");
});

test("what isn't a country has no time", () => {
  expect(localTime("ZZ", now, "en-GB")).toBeUndefined();
  expect(localTime("nowhere at all", now, "en-GB")).toBeUndefined();
});

test("the viewer is in the country that has their time zone", () => {
  vi.stubEnv("TZ", "America/Los_Angeles");
  expect(["US", "CA", "DE", "ZZ", "nowhere at all"].map(isViewersCountry)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  vi.unstubAllEnvs();
});
