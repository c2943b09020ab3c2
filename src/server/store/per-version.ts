import type { Store } from "./open.ts";

/**
 * Keeps what `read` found until anything is committed, and gives it what was found before. What is
 * kept is never older than the version it is kept for: the version is looked at first.
 */
export function perVersion<T>(
  read: (store: Store, before: T | undefined) => Promise<T>,
): (store: Store) => Promise<T> {
  const kept = new WeakMap<Store, { version: number; found: Promise<T> }>();
  return (store) => {
    const version = store.version();
    const last = kept.get(store);
    if (last?.version === version) return last.found;
    const found = readAfter(last?.found);
    kept.set(store, { version, found });
    return found;

    async function readAfter(before: Promise<T> | undefined) {
      // What failed before is no reason to fail now.
      return read(store, await before?.catch(() => undefined));
    }
  };
}
