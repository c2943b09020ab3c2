/**
 * Letters that Unicode doesn't take apart into a letter and a mark, and the signs of `like`'s patterns.
 * Code points that Unicode keeps from texts stand for these, so that they are found as any other
 * character. (The first of them, U+FDD0, stands for NUL in PostgreSQL.)
 */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
  ς: "σ",
  "%": "\uFDD1",
  _: "\uFDD2",
  "\\": "\uFDD3",
};

/**
 * A text as it is searched: without case and accents, in every script. No one sees it, and `like`
 * takes any part of it as it is. Stand-ins that a text has itself are left out, as accents are: only
 * `%` finds `%`.
 */
export const searchText = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\p{M}\uFDD1-\uFDD3]/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþıς%_\\]/g, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(/\s+/g, " ")
    .trim();

/** The words of a text, each once. */
export const searchWords = (query: string): string[] => [
  ...new Set(searchText(query).split(" ").filter(Boolean)),
];

/**
 * What a search of leads looks for: words that must all be found, in any order, or the digits of a phone
 * number, however it is written.
 */
export function wordsSearchedFor(search: string): string[] {
  const digits = numberIn(search);
  return digits === undefined ? searchWords(search) : [digits];
}

/** Fewer digits may as well be part of something else. */
const FEWEST_DIGITS = 4;

/**
 * The digits of a phone number: "+49 (0)30 1234", "0049 30/1234", "030-1234". What stands before it to
 * dial isn't part of the number as it is kept.
 */
function numberIn(search: string): string | undefined {
  const text = search.replaceAll(/\p{Nd}/gu, latinDigit).trim();
  if (!/^[\d\s+()./-]+$/.test(text)) return undefined;
  const digits = text.replace("(0)", "").replaceAll(/\D/g, "").replace(/^0+/, "");
  return digits.length < FEWEST_DIGITS ? undefined : digits;
}

/** Scripts have their digits in a row, from zero to nine. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}
