import { readStorage, writeStorage } from "../browser/storage.ts";
import { type SharedState, sharedState } from "./shared-state.ts";

/** A choice that is the device's, not the person's: kept in local storage, followed by every tab. */
export interface Preference<Value extends string> extends SharedState<Value> {
  readonly values: readonly Value[];
}

function preference<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  apply?: (value: Value) => void,
): Preference<Value> {
  const stored = () => {
    const kept = readStorage("localStorage", name);
    return values.find((value) => value === kept) ?? values[0];
  };
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
      writeStorage("localStorage", name, value);
      choose(value);
    },
  };
}

/** `public/before-paint.js` applies the stored theme before the first paint. */
export const theme = preference("theme", ["system", "light", "dark"], (value) => {
  if (value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = value;
});

/** How tall the rows of lists are. */
export const density = preference("density", ["compact", "comfortable"]);

/** A row's height in rem: it grows with the reader's text. */
export const ROW_HEIGHTS = { compact: 2.25, comfortable: 2.75, phone: 4 } as const;
