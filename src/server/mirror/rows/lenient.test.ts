import { expect, test } from "vitest";
import { countOf, filledTextOf, textOf, wholeNumberOf } from "./lenient.ts";

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
