import { useEffect, useRef } from "react";

/** Calls back after a while; while it is held, the clock stands still. */
export function useExpiry(lastsMs: number | undefined, isHeld: boolean, onExpire: () => void) {
  const left = useRef(lastsMs);
  const expire = useRef(onExpire);
  useEffect(() => {
    expire.current = onExpire;
  });

  useEffect(() => {
    if (left.current === undefined || isHeld) return undefined;
    const startedWith = left.current;
    const start = performance.now();
    const timer = setTimeout(() => expire.current(), startedWith);
    return () => {
      clearTimeout(timer);
      left.current = startedWith - (performance.now() - start);
    };
  }, [isHeld]);
}
