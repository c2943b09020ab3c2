/** No database has to keep a character that isn't text by itself: JSON has another way to write it. */
const NO_TEXT = /\p{Noncharacter_Code_Point}/gu;

const escaped = (character: string) =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

/** A value as JSON that any database keeps as it is, whatever texts are in it. Nothing is `null`. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value ?? null).replaceAll(NO_TEXT, escaped);

/** What {@link toJson} was given; `null` for nothing. */
export const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
