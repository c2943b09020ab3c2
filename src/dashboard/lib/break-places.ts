/** Longer than any word or address that people write; browsers break those fast enough. */
const LONG_RUN = /\S{160,}/gu;

/** A line has a place to break at least this often. */
const PIECE_LENGTH = 24;

/**
 * Cuts a text where a line may break inside of endless words, else leaves it in one piece. Left to
 * itself, Chromium takes seconds to break a word of 10,000 characters into lines.
 */
export function breakPlaces(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    if (index > from) pieces.push(text.slice(from, index));
    pieces.push(...piecesOf(run));
    from = index + run.length;
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces;
}

/** Never inside of what reads as one character. */
function piecesOf(run: string): string[] {
  const pieces = [""];
  for (const { segment } of new Intl.Segmenter().segment(run)) {
    const last = pieces.length - 1;
    if ((pieces[last] ?? "").length < PIECE_LENGTH) pieces[last] += segment;
    else pieces.push(segment);
  }
  return pieces;
}
