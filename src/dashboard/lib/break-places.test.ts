import { expect, test } from "vitest";
import { breakPlaces } from "./break-places.ts";

test("what people write stays in one piece", () => {
  const text = "A note with https://example.com/a-long/address?that=isnt&endless=yet in it.";
  expect(breakPlaces(text)).toEqual([text]);
  expect(breakPlaces("")).toEqual([]);
});

test("an endless word is cut, nothing of the text is lost", () => {
  const text = `before ${"W".repeat(10_000)} after`;
  const pieces = breakPlaces(text);
  expect(pieces.join("")).toBe(text);
  expect(pieces.every((piece) => piece.length <= 24)).toBe(true);
});

test("what reads as one character is never cut", () => {
  const family = "👩‍👩‍👧‍👦";
  const pieces = breakPlaces(family.repeat(60));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.every((piece) => piece.replaceAll(family, "") === "")).toBe(true);
});
