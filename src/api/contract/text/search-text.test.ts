import fc from "fast-check";
import { expect, test } from "vitest";
import { searchText, searchWords, wordsSearchedFor } from "./search-text.ts";

const isFound = (search: string, text: string): boolean =>
  wordsSearchedFor(search).every((word) => searchText(text).includes(word));

test.each([
  ["%", "100% off"],
  ["100%", "100% off"],
  ["50% OFF", "Off by 50%"],
  ["a_b", "A_B@example.com"],
  ["\\", "C:\\leads"],
  ["％", "100%"],
  ["%_\\", "%_\\"],
])("«%s» is found in «%s»", (search, text) => {
  expect(isFound(search, text)).toBe(true);
});

test.each([
  ["%", "100"],
  ["_", "a b"],
  ["\\", "a/b"],
  ["a_b", "a b"],
  ["a_b", "axb"],
  ["a%b", "a and b"],
  ["100%", "100 off"],
  ["%", "_"],
  ["_", "\\"],
  // What stands for them, as a text of its own.
  ["%", "\uFDD1"],
  ["a_", "a\uFDD2"],
])("«%s» isn't found in «%s»", (search, text) => {
  expect(isFound(search, text)).toBe(false);
});

test("no text has a sign of the patterns of `like`, or a blank too many", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."aÄ%_\\ \t％ﬁ\uFDD1\uFDD2\uFDD3\u0301".split("")),
  });
  fc.assert(
    fc.property(text, (given) => {
      expect(searchText(given)).not.toMatch(/[%_\\]|\s\s|^\s|\s$|(?! )\s/);
    }),
  );
});

test("words are told apart by blanks alone, each once", () => {
  expect(searchWords("  Agnès_Ø  agnes_o\tOFF  ")).toEqual([searchText("agnes_o"), "off"]);
  expect(searchWords(" \uFDD1 ")).toEqual([]);
});

test.each([
  ["+49 (0)30 1234", ["49301234"]],
  ["0049 30/1234", ["49301234"]],
  ["030-1234", ["301234"]],
  ["٠٣٠١٢٣٤", ["301234"]],
  ["123", ["123"]],
])("«%s» is the digits of a phone number", (search, words) => {
  expect(wordsSearchedFor(search)).toEqual(words);
});

test("digits with a sign that no number has are a word", () => {
  expect(wordsSearchedFor("2026%")).toEqual([searchText("2026%")]);
  expect(wordsSearchedFor("2026_1")).toEqual([searchText("2026_1")]);
});
