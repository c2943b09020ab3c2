import { type PointerEvent, useCallback, useEffect, useRef } from "react";

/** As long as a pointer must rest on a row to mean it; one that only crosses it is faster. */
const INTENT_MS = 40;

/** Tells of the lead that is about to be opened: the pointer rests on its row, or it has the focus. */
export function useRowIntent(onIntent: (leadId: string) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<string>(undefined);

  const mean = useCallback(
    (target: EventTarget) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-lead]") : null;
      const leadId = row?.dataset["lead"];
      if (leadId === latest.current) return;
      latest.current = leadId;
      clearTimeout(timer.current);
      if (leadId) timer.current = setTimeout(() => onIntent(leadId), INTENT_MS);
    },
    [onIntent],
  );

  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    mean,
    onPointerOver: ({ pointerType, target }: PointerEvent) => {
      // A finger means a row by tapping it.
      if (pointerType !== "touch") mean(target);
    },
  };
}
