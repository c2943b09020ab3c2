import { useEffect, useRef } from "react";
import { usePageHidden } from "../browser/use-page-hidden.ts";

/**
 * Calls back after a while, once it is known how long; the clock stands still while it is held, and
 * while nobody can see it.
 */
export function useExpiry(lastsMs: number | undefined, isHeld: boolean, onExpire: () => void) {
  const isStopped = usePageHidden() || isHeld;
  const spent = useRef(0);
  const expire = useRef(onExpire);
  useEffect(() => {
    expire.current = onExpire;
  });

  useEffect(() => {
    if (lastsMs === undefined || isStopped) return undefined;
    const start = performance.now();
    const timer = setTimeout(() => expire.current(), lastsMs - spent.current);
    return () => {
      clearTimeout(timer);
      spent.current += performance.now() - start;
    };
  }, [lastsMs, isStopped]);
}
