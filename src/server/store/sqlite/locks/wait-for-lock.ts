import { setTimeout } from "node:timers/promises";
import { kindOf } from "../failures.ts";

/** The longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 50;

/**
 * Does what may meet another process' lock, again and again until the lock is gone. SQLite's own
 * `busy_timeout` would wait as well, but with it the thread, which has others to answer.
 * @param patience in milliseconds; afterwards what SQLite throws is thrown on
 * @param since when the wait began, as `performance.now()`
 */
export async function waitForLock<T>(
  attempt: () => T,
  patience: number,
  since = performance.now(),
): Promise<T> {
  const end = since + patience;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return attempt();
    } catch (error) {
      if (kindOf(error) !== "busy" || performance.now() >= end) throw error;
    }
    await setTimeout(pause);
  }
}
