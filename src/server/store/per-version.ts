import type { Store } from "./open.ts";

/**
 * Keeps what `read` found until anything is committed. What is kept is never older than the
 * version it is kept for: the version is looked at first.
 */
export function perVersion<T>(read: (store: Store) => Promise<T>): (store: Store) => Promise<T> {
  const kept = new WeakMap<Store, { version: number; found: Promise<T> }>();
  return (store) => {
    const version = store.version();
    const last = kept.get(store);
    if (last?.version === version) return last.found;
    const found = read(store);
    kept.set(store, { version, found });
    found.catch(() => kept.delete(store));
    return found;
  };
}
