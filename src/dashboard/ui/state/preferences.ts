import { useSyncExternalStore } from "react";
import { DENSITIES } from "./row-heights.ts";

/** A choice that is the device's, not the person's: kept in local storage, followed by every tab. */
interface Preference<Value extends string> {
  readonly values: readonly Value[];
  readonly get: () => Value;
  readonly use: () => Value;
  readonly set: (value: Value) => void;
}

function preference<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  apply?: (value: Value) => void,
): Preference<Value> {
  const listeners = new Set<() => void>();
  let chosen = stored();

  function stored(): Value {
    const text = readStorage(name);
    return values.find((value) => value === text) ?? values[0];
  }

  function choose(value: Value): void {
    chosen = value;
    apply?.(value);
    for (const listener of listeners) listener();
  }

  window.addEventListener("storage", ({ key }) => {
    if (key === name) choose(stored());
  });

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    values,
    get: () => chosen,
    use: () => useSyncExternalStore(subscribe, () => chosen),
    set: (value) => {
      writeStorage(name, value);
      choose(value);
    },
  };
}

/** `public/before-paint.js` applies the stored theme before the first paint. */
export const theme = preference("theme", ["system", "light", "dark"], (value) => {
  if (value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = value;
});

/** How tall the lead table's rows are. */
export const density = preference("density", DENSITIES);

// Storage may be blocked; then a choice lasts as long as the page.

function readStorage(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function writeStorage(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
