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
  ς: "σ",
};

/**
 * A text as it is searched: without case and accents, in every script. Databases match it by `like`,
 * in whose patterns `%`, `_` and `\` mean something else, so that those part words as blanks do.
 */
export const searchText = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþıς]/g, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(/[%_\\\s]+/g, " ")
    .trim();

/** The words of a search, each once: all of them must be found, in any order. */
export const searchWords = (query: string): string[] => [
  ...new Set(searchText(query).split(" ").filter(Boolean)),
];
