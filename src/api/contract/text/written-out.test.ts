import { expect, test } from "vitest";
import { writtenOut } from "./written-out.ts";

test.each([
  [" as it came\n", " as it came\n"],
  [5000, "5000"],
  [0, "0"],
  [1.5, "1.5"],
  [false, "false"],
  [["Red", "Blue"], "Red, Blue"],
  [["Red", ["Blue", 3], "", null], "Red, Blue, 3"],
  [{ label: "Blue", value: 2 }, "label: Blue, value: 2"],
  [{ city: { name: "Ulm" }, street: null, zip: "" }, "city: name: Ulm"],
  [[{ label: "Red" }, { label: "Blue" }], "label: Red, label: Blue"],
  ["a\u0000b\ud800", "ab"],
])("%j is written out", (value, text) => {
  expect(writtenOut(value)).toBe(text);
});

test.each([null, undefined, "", " ", "\u200b", [], {}, [[], { a: "" }]])(
  "%j says nothing",
  (value) => {
    expect(writtenOut(value)).toBe(null);
  },
);

test("however deep it goes, it ends", () => {
  const deep: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(writtenOut(["Red", deep])).toBe("Red, …");
});
