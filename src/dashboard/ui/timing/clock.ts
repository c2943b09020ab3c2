import { useSyncExternalStore } from "react";

const MINUTE = 60_000;

const every = (ms: number) => (listener: () => void) => {
  const timer = setInterval(listener, ms);
  return () => clearInterval(timer);
};
const everySecond = every(1_000);
const everyQuarterMinute = every(MINUTE / 4);

const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE;

/** The present time to the minute, in milliseconds; whoever uses it is rendered anew once a minute. */
export const useMinute = (): number => useSyncExternalStore(everyQuarterMinute, thisMinute);

/** What follows from the time, such as "12 minutes ago"; renders anew when it is something else. */
export const useTicking = <Derived extends string | boolean>(
  derive: (now: number) => Derived,
): Derived => useSyncExternalStore(everySecond, () => derive(Date.now()));
