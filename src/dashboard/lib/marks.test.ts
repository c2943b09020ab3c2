import fc from "fast-check";
import { expect, test } from "vitest";
import { searchText, searchWords } from "#api/contract/text/search-text.ts";
import { excerpt, marksOf } from "./marks.ts";

/** A text with its marks in brackets. */
const marked = (text: string, search: string) =>
  marksOf(text, searchWords(search))
    .toReversed()
    .reduce(
      (all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`,
      text,
    );

test.each([
  ["Agnès Østergård", "agnes", "[Agnès] Østergård"],
  ["Agnès Østergård", "øst AGN", "[Agn]ès [Øst]ergård"],
  ["Agn\u00e8s", "agne\u0300s", "[Agn\u00e8s]"],
  ["Agne\u0300s", "agnès", "[Agne\u0300s]"],
  ["Agne\u0300s", "agne", "[Agne\u0300]s"],
  ["Straße", "strasse", "[Straße]"],
  ["Straße", "s", "[S]tra[ß]e"],
  ["ﬁnance", "fi", "[ﬁ]nance"],
  ["ΟΔΥΣΣΕΥΣ", "οδυσσευς", "[ΟΔΥΣΣΕΥΣ]"],
  ["Ёлкина", "елк", "[Ёлк]ина"],
  ["أحمد", "احمد", "[أحمد]"],
  ["한국", "한", "[한]국"],
  ["a_b 100% (c)", "a_b", "[a_b] 100% (c)"],
  ["a_b a b", "_", "a[_]b a b"],
  ["50 or 50%", "50%", "50 or [50%]"],
  ["50% off, 50％", "off 50%", "[50%] [off], [50％]"],
  ["C:\\leads", "\\", "C:[\\]leads"],
  ["100%, a\uFDD1b", "%", "100[%], a\uFDD1b"],
  ["anna.b@example.com", "b@EXAMPLE", "anna.[b@example].com"],
  ["banana", "ana an", "b[anan]a"],
  ["👩‍👩‍👧 Ana", "ana", "👩‍👩‍👧 [Ana]"],
  ["Ana", "", "Ana"],
  ["Ana", "x", "Ana"],
])("%s, searched for %s", (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

test("whatever the server finds is marked, and it is what was searched for", () => {
  const letters = fc.string({
    unit: fc.constantFrom(..."aÄßéﬁİıΣςøЁжأ한 _%\\x".split(""), "\u0301", "\uFDD2"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, letters, (text, search) => {
      for (const word of searchWords(search)) {
        const marks = marksOf(text, [word]);
        expect(marks.length > 0).toBe(searchText(text).includes(word));
        for (const [from, to] of marks) expect(searchText(text.slice(from, to))).toContain(word);
      }
    }),
  );
});

test("a long text is shown from its first mark on", () => {
  const note = "Asked for the price twice, then wants a call on Tuesday about the annual plan";
  const marks = marksOf(note, ["tuesday"]);
  expect(excerpt(note, marks)).toBe("…Tuesday about the annual plan");
  expect(excerpt(note, marksOf(note, ["for the"]))).toBe(note);
  expect(excerpt("A web form: pre-qualified", [[16, 25]])).toBe("…pre-qualified");
  expect(excerpt("x".repeat(300), [[200, 210]])).toBe(`…${"x".repeat(100)}`);
});
