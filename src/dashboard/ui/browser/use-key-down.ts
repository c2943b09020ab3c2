import { useEffectEvent, useLayoutEffect } from "react";

/** Calls back when a key is pressed, wherever the focus is; `capture`: before what has it. */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void, capture = false): void {
  const handler = useEffectEvent(onKeyDown);
  // With what is rendered, not after it was painted: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => handler(event);
    document.addEventListener("keydown", listener, capture);
    return () => document.removeEventListener("keydown", listener, capture);
  }, [capture]);
}
