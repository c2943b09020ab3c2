import { useEffect, useRef } from "react";
import { usePageHidden } from "#dashboard/lib/page-hidden.ts";

/** Calls back after a while; the clock stands still while it is held, and while nobody can see it. */
export function useExpiry(lastsMs: number | undefined, isHeld: boolean, onExpire: () => void) {
  const isStopped = usePageHidden() || isHeld;
  const left = useRef(lastsMs);
  const expire = useRef(onExpire);
  useEffect(() => {
    expire.current = onExpire;
  });

  useEffect(() => {
    if (left.current === undefined || isStopped) return undefined;
    const startedWith = left.current;
    const start = performance.now();
    const timer = setTimeout(() => expire.current(), startedWith);
    return () => {
      clearTimeout(timer);
      left.current = startedWith - (performance.now() - start);
    };
  }, [isStopped]);
}
