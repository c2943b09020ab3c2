import type { Store } from "../open.ts";
import { perVersion } from "../per-version.ts";
import { DAY, dayOf } from "../time.ts";

/** The days on which leads were created, newest first, each with how many leads are newer. */
const readDays = perVersion(async ({ db }) => {
  const days = await db.selectFrom("lead_days").selectAll().orderBy("day", "desc").execute();
  let newer = 0;
  return days.map(({ day, n }) => ({ day, newer: (newer += n) - n }));
});

/**
 * Where to begin to reach row `offset` of the list of all leads: at leads created before
 * `below` (milliseconds), of which `skip` are skipped. Never more of them than a day has.
 */
export async function startOf(
  store: Store,
  offset: number,
): Promise<{ below: number; skip: number }> {
  const days = await readDays(store);
  const start = days.findLast(({ newer }) => newer <= offset);
  if (!start) return { below: Number.MAX_SAFE_INTEGER, skip: offset };
  return { below: (start.day + 1) * DAY, skip: offset - start.newer };
}

/** How many leads were created on later days than the one of `createdAt` (milliseconds). */
export async function countNewerDays(store: Store, createdAt: number): Promise<number> {
  const days = await readDays(store);
  const day = dayOf(createdAt);
  return days.find((one) => one.day <= day)?.newer ?? 0;
}
