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

  // Tests of what only imports it have no window.
  if (typeof window !== "undefined") {
    window.addEventListener("storage", ({ key }) => {
      if (key === name) choose(stored());
    });
  }

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

/** Whether letters and digits alone are shortcuts: in the way of whoever speaks to their computer. */
export const singleKeys = preference("single-keys", ["on", "off"]);

/** Whether the next lead opens once a status was set in the drawer by keyboard. */
export const goOn = preference("go-on", ["no", "yes"]);

/** A row's height in rem: it grows with the reader's text. */
export const ROW_HEIGHTS = { compact: 2.25, comfortable: 2.75, phone: 4 } as const;
