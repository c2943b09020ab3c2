import { expect, test } from "vitest";
import { isBlank, legible, legibleLine, trimmed, visible } from "./visible-text.ts";

test.each([
  ["zero-width characters", "\u200b\u200c\u200d\u2060\ufeff"],
  ["marks of direction", "\u200e\u200f\u202e\u2067\u061c"],
  ["white space of all kinds", " \t\n\u00a0\u2003\u202f\u3000\u2028\u0085"],
  ["Hangul fillers", "\u115f\u1160\u3164\uffa0"],
  ["the blank of Braille", "\u2800"],
  ["a soft hyphen", "\u00ad"],
  ["variation selectors", "\ufe0f\u{e0100}"],
  ["tags", "\u{e0061}\u{e007f}"],
  ["control characters", "\u0000\u0007\u001b\u007f\u009f"],
  ["halves of pairs", "\ud83d"],
  ["what is no character", "\ufffe\u{1ffff}"],
  ["a mark without its letter", "\u0301"],
  ["nothing", ""],
])("%s can't be seen", (_, text) => {
  expect(isBlank(text)).toBe(true);
  expect(visible(text)).toBeUndefined();
});

test.each(["a", "\u200ba", "7", "-", "💩", "❤️", "ا", "日", "e\u0301", "🇩🇪"])(
  "%s can be seen",
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);

test("blanks go from around a text, and what belongs to it stays", () => {
  expect(trimmed(" \u200b\u3164Ada Example\u00a0\u2060 ")).toBe("Ada Example");
  const flag = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
  for (const whole of ["I ❤️", flag, "e\u0301"]) expect(trimmed(whole)).toBe(whole);
  expect(trimmed(` ${"a ".repeat(100_000)}`)).toHaveLength(199_999);
});

test("what no one can read goes from a text, and its lines stay", () => {
  expect(legible("A\u0000d\ud800a\u001b\ufffe\nB\tC\vD 👩‍👩‍👧 e\u0301")).toBe(
    "Ada\nB\tC\nD 👩‍👩‍👧 e\u0301",
  );
  expect(legibleLine(" A\u0000da\r\nExample\t\u200b")).toBe("Ada Example");
});
