import { useEffect, useEffectEvent } from "react";

/** Calls back when a key is pressed, wherever the focus is; `capture`: before what has it. */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void, capture = false): void {
  const handler = useEffectEvent(onKeyDown);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handler(event);
    document.addEventListener("keydown", listener, capture);
    return () => document.removeEventListener("keydown", listener, capture);
  }, [capture]);
}
