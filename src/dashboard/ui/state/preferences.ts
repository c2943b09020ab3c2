import { DENSITIES } from "./row-heights.ts";
import { type SharedState, sharedState } from "./shared-state.ts";

/** A choice that is the device's, not the person's: kept in local storage, followed by every tab. */
interface Preference<Value extends string> extends SharedState<Value> {
  readonly values: readonly Value[];
}

function preference<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  apply?: (value: Value) => void,
): Preference<Value> {
  const stored = () => values.find((value) => value === readStorage(name)) ?? values[0];
  const chosen = sharedState(stored());

  function choose(value: Value): void {
    apply?.(value);
    chosen.set(value);
  }

  window.addEventListener("storage", ({ key }) => {
    if (key === name) choose(stored());
  });

  return {
    values,
    ...chosen,
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
