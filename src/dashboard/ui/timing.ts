import { startTransition, useEffect, useState, useSyncExternalStore } from "react";
import { localDay } from "../lib/local-days.ts";

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

const today = () => localDay(new Date());

/** The viewer's day, as "2026-11-28"; renders anew at midnight. */
export const useToday = (): string => useSyncExternalStore(everyQuarterMinute, today);

/** What follows from the time, such as "12 minutes ago"; renders anew when it is something else. */
export const useTicking = <Derived extends string | boolean>(
  derive: (now: number) => Derived,
): Derived => useSyncExternalStore(everySecond, () => derive(Date.now()));

/** Runs something once there is nothing better to do; gives what calls it off. */
export function whenIdle(run: () => unknown): () => void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(run, 1_000);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(() => run(), { timeout: 1_000 });
  return () => cancelIdleCallback(callback);
}

/**
 * The value as it was when the page was last painted: what is drawn from it follows a frame later.
 * `useDeferredValue` would render it as soon as React is done, before the browser has painted.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(() => value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted;
}
