import { useSyncExternalStore } from "react";

const MINUTE = 60_000;
const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE;

function subscribe(listener: () => void) {
  const timer = setInterval(listener, MINUTE / 4);
  return () => clearInterval(timer);
}

/** The present time to the minute, in milliseconds; whoever uses it is rendered anew once a minute. */
export const useMinute = (): number => useSyncExternalStore(subscribe, thisMinute);
