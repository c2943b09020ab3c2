import { type Shortcut, SHORTCUTS } from "./shortcuts.ts";

/** How long after the first of two keys the second may come, in milliseconds. */
const SEQUENCE_MS = 1_500;

const BY_KEYS = new Map<string, Shortcut>();
for (const shortcut of SHORTCUTS) {
  // Of several with one key, the first finds out which of them is meant.
  for (const keys of shortcut.keys) if (!BY_KEYS.has(keys)) BY_KEYS.set(keys, shortcut);
}

/** The first keys of those that are two. */
const STARTS = new Set(
  [...BY_KEYS.keys()].filter((keys) => keys.includes(" ")).map((keys) => keys.split(" ")[0]),
);

/**
 * Finds the shortcuts in the keys that are pressed one after the other. What follows the first key of
 * two is the second one or nothing, so that a slip sets no status.
 * @returns what takes a key as `pressedKey` names it, and when it was pressed in milliseconds
 */
export function createMatcher(): (key: string, at: number) => Shortcut | undefined {
  let begun: { readonly key: string; readonly at: number } | undefined;
  return (key, at) => {
    const first = begun && at - begun.at <= SEQUENCE_MS ? begun.key : undefined;
    begun = undefined;
    const found = BY_KEYS.get(first === undefined ? key : `${first} ${key}`);
    if (!found && STARTS.has(key)) begun = { key, at };
    return found;
  };
}
