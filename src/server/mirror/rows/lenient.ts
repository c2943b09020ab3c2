import { isBlank } from "#api/contract/text/visible-text.ts";

/*
 * Single fields as they may come from an upstream that doesn't keep its own word. None of these
 * ever throws: what can't be read is not there.
 */

/** The fields of a JSON object, whatever they are. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; of anything else none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** What is meant to be kept as it came has a few levels. To write out thousands overflows the stack. */
const DEEPEST = 32;

/** Whether a value can be kept as it came. Looks level by level, as it may be as deep as it likes. */
export function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((one): unknown[] =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

/** The entries of an array; of anything else none. */
export function entriesOf(value: unknown): readonly unknown[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries;
}

/**
 * Text as it came; numbers and booleans are written out, anything else is `null`. Half a surrogate
 * pair becomes U+FFFD here and not in the database, so that a row equals what is kept of it.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value.toWellFormed();
  return Number.isFinite(value) || typeof value === "boolean" ? String(value) : null;
}

/** Text as it came, `null` also when it is blank: `""` is one of Hermon's ways to say "none". */
export function filledTextOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || isBlank(text) ? null : text;
}

/** In characters: no index of a database takes much longer ones. */
const LONGEST_KEY = 500;

/** The same of what rows are found or counted by, without what goes on for longer than anyone writes. */
export function filledKeyOf(value: unknown): string | null {
  return filledTextOf(typeof value === "string" ? value.slice(0, LONGEST_KEY) : value);
}

/** A number rounded down, or one in text; `null` when it is neither or can't be counted to. */
export function wholeNumberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() ? Number(value) : value;
  const whole = typeof number === "number" ? Math.floor(number) : null;
  return Number.isSafeInteger(whole) ? whole : null;
}

/** How many there are: what is no number, or below 0, counts as none. */
export const countOf = (value: unknown): number => Math.max(0, wholeNumberOf(value) ?? 0);
