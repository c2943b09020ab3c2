import { expect, test } from "vitest";
import { countOf, filledTextOf, textOf, timeOf, wholeNumberOf } from "./lenient.ts";

test.each([
  [" kept as it is\n", " kept as it is\n"],
  ["", ""],
  [1.5, "1.5"],
  [false, "false"],
  [null, null],
  [undefined, null],
  [{}, null],
  [["a"], null],
  ["half \uD83D a pair", "half \uFFFD a pair"],
])("text of %j is %j", (value, text) => {
  expect(textOf(value)).toBe(text);
});

test("blank text isn't filled", () => {
  expect(["", " ", "\u200b", "\u3164", null].map(filledTextOf)).toEqual(Array(5).fill(null));
  expect(filledTextOf(" a\u200b ")).toBe(" a\u200b ");
});

test.each([
  [7, 7],
  [7.9, 7],
  ["12", 12],
  [" 12.5 ", 12],
  ["", null],
  [" ", null],
  ["many", null],
  [Infinity, null],
  [1e300, null],
  [true, null],
  [[3], null],
])("whole number of %j is %j", (value, number) => {
  expect(wholeNumberOf(value)).toBe(number);
});

test("counts don't go below none", () => {
  expect([-3, "-1", -0.5, null, "4"].map(countOf)).toEqual([0, 0, 0, 0, 4]);
});

test.each([
  ["2026-05-26T08:17:38.326Z", Date.UTC(2026, 4, 26, 8, 17, 38, 326)],
  ["2026-05-26T10:17:38+02:00", Date.UTC(2026, 4, 26, 8, 17, 38)],
  ["2026-05-26 08:17:38.326914", Date.UTC(2026, 4, 26, 8, 17, 38, 326)],
  ["2026-05-26T08:17", Date.UTC(2026, 4, 26, 8, 17)],
  ["2026-05-26", Date.UTC(2026, 4, 26)],
  ["1970-01-01T00:00:00.000Z", 0],
  ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
  ["1969-12-31T23:59:59.999Z", null],
  ["+010000-01-01T00:00:00.000Z", null],
  ["0000-00-00 00:00:00", null],
  ["soon", null],
  ["", null],
  [1_780_000_000_000.5, 1_780_000_000_000],
  [-1, null],
  [NaN, null],
  [null, null],
  [{}, null],
])("time of %j is %j", (value, time) => {
  expect(timeOf(value)).toBe(time);
});
