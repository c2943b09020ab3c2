import { type PointerEvent, useEffect, useRef } from "react";

/** As long as a pointer must rest on a row to mean it; one that only crosses it is faster. */
const INTENT_MS = 40;

/** Says which row is about to be opened: the pointer rests on it, or it has the focus. */
export function useRowIntent(onIntent: ((id: string) => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<string>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const consider = (target: EventTarget) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row-id]") : null;
    const id = row?.dataset["rowId"];
    if (id === latest.current) return;
    latest.current = id;
    clearTimeout(timer.current);
    if (id) timer.current = setTimeout(() => onIntent?.(id), INTENT_MS);
  };
  return {
    onFocus: consider,
    onPointerOver: ({ pointerType, target }: PointerEvent) => {
      // A finger means a row by tapping it.
      if (pointerType !== "touch") consider(target);
    },
  };
}
