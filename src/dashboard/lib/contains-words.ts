/** Letters that Unicode doesn't take apart into a letter and a mark. */
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
};

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþı]/g, (letter) => PLAIN[letter] ?? letter);

/**
 * Whether each word of a query is found in one of the texts, in any order and without regard to
 * case and accents: "haddad leila" in "Leila Haddad".
 */
export function containsWords(query: string, texts: readonly string[]): boolean {
  const searched = texts.map(plain);
  return plain(query)
    .split(/\s+/)
    .every((word) => searched.some((text) => text.includes(word)));
}
