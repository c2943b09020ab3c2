import { isBlank, legible } from "./visible-text.ts";

/** How deep lists and objects are written out. */
const DEEPEST = 5;

/**
 * Any value as text that people read: lists with commas, objects as "name: value"; `null` where
 * there is nothing to see.
 */
export function writtenOut(value: unknown): string | null {
  const said = legible(wordsOf(value, 0));
  return isBlank(said) ? null : said;
}

function wordsOf(value: unknown, depth: number): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object") return "";
  if (depth === DEEPEST) return "…";
  const parts = Array.isArray(value)
    ? value.map((one) => wordsOf(one, depth + 1))
    : Object.entries(value).map(([name, one]) => named(name, wordsOf(one, depth + 1)));
  return parts.filter((part) => !isBlank(part)).join(", ");
}

const named = (name: string, said: string) => (isBlank(said) ? "" : `${name}: ${said}`);
