import { searchText } from "#api/contract/text/search-text.ts";

/** A stretch of a text, by places in it. */
export type Mark = readonly [from: number, to: number];

/**
 * Where a text has words that are searched for, without regard to case and accents as the server finds
 * them: in order, apart from each other.
 * @param words as `searchText` has them
 */
export function marksOf(text: string, words: readonly string[]): readonly Mark[] {
  if (words.length === 0 || text === "") return NO_MARKS;
  // Most texts have none of them; where one stands is found letter by letter.
  const whole = searchText(text);
  if (!words.some((word) => whole.includes(word))) return NO_MARKS;
  const { plain, starts, ends } = folded(text);
  const found = words.flatMap((word) => placesOf(plain, word));
  const marks: [number, number][] = [];
  for (const [from, to] of found.toSorted(([a], [b]) => a - b)) {
    const start = starts[from] ?? 0;
    const end = ends[to - 1] ?? text.length;
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

export const NO_MARKS: readonly Mark[] = [];

function placesOf(text: string, word: string): Mark[] {
  const places: Mark[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    places.push([at, at + word.length]);
  }
  return places;
}

/** A text as it is searched, and where each of its characters begins and ends in the text itself. */
function folded(text: string) {
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = "";
  let at = 0;
  for (const character of text) {
    // One letter may be several without its accents, and an accent none.
    const letters = searchText(character) || (/\s/.test(character) ? " " : "");
    const end = at + character.length;
    plain += letters;
    for (let of = 0; of < letters.length; of += 1) {
      starts.push(at);
      ends.push(end);
    }
    // It belongs to the letter before.
    if (letters === "" && ends.length > 0) ends[ends.length - 1] = end;
    at = end;
  }
  return { plain, starts, ends };
}

/**
 * A text from the word of its first mark on, where that comes late, with a sign that it is cut off.
 * @param late in characters, what a mark may have before it; a column may be narrow
 */
export function excerpt(text: string, marks: readonly Mark[], late = 12): string {
  const [first = 0] = marks[0] ?? [];
  if (first <= late) return text;
  const word = text.lastIndexOf(" ", first - 1) + 1;
  return `…${text.slice(first - word <= LEAD_IN ? word : first)}`;
}

/** How much of its word may stand before a mark. */
const LEAD_IN = 4;
