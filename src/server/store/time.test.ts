import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, dayOf, iso } from "./time.ts";

test("writes times as Date does", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(iso(date.getTime())).toBe(date.toISOString());
    }),
    { numRuns: 2_000 },
  );
});

test("a day begins at midnight UTC, before 1970 as well", () => {
  expect(dayOf(0)).toBe(0);
  expect(dayOf(DAY - 1)).toBe(0);
  expect(dayOf(DAY)).toBe(1);
  expect(dayOf(-1)).toBe(-1);
});
