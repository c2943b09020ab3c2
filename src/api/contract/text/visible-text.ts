/*
 * Text as people see it. What senders and Hermon call "filled in" may hold nothing that shows:
 * zero-width characters, fillers, marks without a letter, control characters.
 */

/** A letter, digit, sign or symbol that has a shape of its own. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u;

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** Blanks, with those that aren't white space to Unicode and show nothing all the same. */
const BLANK = /[\s\u00ad\u115f\u1160\u180e\u200b\u2060\u2800\u3164\uffa0]/;

/** A text without the blanks around it. What belongs to a letter or an emoji stays with it. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && BLANK.test(text.charAt(from))) from += 1;
  while (to > from && BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** A text without the blanks around it, or nothing where nothing of it can be seen. */
export const visible = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || isBlank(text) ? undefined : trimmed(text);

const LINE_BREAKS = /[\v\f\u0085]/g;
const ILLEGIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A text without what no one can read: control characters and halves of surrogate pairs. */
export const legible = (text: string): string =>
  text.replace(LINE_BREAKS, "\n").replace(ILLEGIBLE, "");

/** The same on one line, without the blanks around it. */
export const legibleLine = (text: string): string =>
  trimmed(legible(text).replace(/[\t\n\r\u2028\u2029]+/g, " "));

let segmenter: Intl.Segmenter | undefined;

/** How many characters people see: an emoji is one, and a letter with all its accents. */
export function charactersIn(text: string): number {
  segmenter ??= new Intl.Segmenter();
  return [...segmenter.segment(text)].length;
}
