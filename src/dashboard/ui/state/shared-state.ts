import { useSyncExternalStore } from "react";

/** One value that several parts of the page share, outside of any of them. */
export interface SharedState<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** The value, rendered anew when it changes. */
  readonly use: () => Value;
}

export function sharedState<Value>(initial: Value): SharedState<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  const get = () => value;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
