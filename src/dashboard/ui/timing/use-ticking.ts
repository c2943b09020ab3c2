import { useSyncExternalStore } from "react";

const SECOND = 1_000;

function everySecond(listener: () => void) {
  const timer = setInterval(listener, SECOND);
  return () => clearInterval(timer);
}

/**
 * Something that follows from the time, such as "12 minutes ago": looked at every second, and
 * whoever uses it is rendered anew only when it has become something else.
 */
export const useTicking = <Told extends string | boolean>(tell: (now: number) => Told): Told =>
  useSyncExternalStore(everySecond, () => tell(Date.now()));
