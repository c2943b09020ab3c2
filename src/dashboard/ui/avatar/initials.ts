/**
 * "ML" of "Mara Lindqvist", "JA" of "jonas.albrecht@example.com": of the first and the last word. Two
 * letters only of scripts that have capitals: of others one fills the circle, and two might join.
 */
export function initialsOf(name: string): string {
  const words = (isEmail(name) ? name.replace(/@.*/, "") : name).trim().split(SEPARATORS);
  const named = words.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, ...others] = named.length > 0 ? named : words;
  const letters = [first, others.at(-1)].map((word = "") => capital(firstGrapheme(word)));
  return letters.every((letter) => CASED.test(letter)) ? letters.join("") : (letters[0] ?? "");
}

const isEmail = (name: string) => /^\S+@\S+$/.test(name);

const SEPARATORS = /[\s._]+/u;
const CASED = /^(?:[\p{Lu}\p{Ll}]\p{M}*)?$/u;

/** A letter that no other sign belongs to, as nearly all first ones are. */
const PLAIN = /^[\p{Lu}\p{Ll}](?=\p{L}|$)/u;
let graphemes: Intl.Segmenter | undefined;

/** What the reader takes for one sign, such as a letter with its accents, or a family of emoji. */
function firstGrapheme(word: string): string {
  const [plain] = PLAIN.exec(word) ?? [];
  if (plain !== undefined || word === "") return plain ?? "";
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const [first] = graphemes.segment(word);
  return first?.segment ?? "";
}

/** "ß" has no capital of its own. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}
