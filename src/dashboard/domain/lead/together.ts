import { pause } from "#api/retry.ts";

/** How long an answer waits at most for those that were asked for with it, in milliseconds. */
const LONGEST_MS = 2_000;

const underWay = new Map<string, Set<Promise<unknown>>>();

/**
 * Gives an answer when all of its group that are on their way now have come, or failed, or have
 * been waited for long enough. So pages of one list that are fetched again change at once: between
 * one and the next, a row would be there twice or not at all.
 *
 * @param group what belongs together
 */
export async function together<Answer>(group: string, answer: Promise<Answer>): Promise<Answer> {
  const others = underWay.get(group) ?? new Set();
  underWay.set(group, others.add(answer));
  try {
    const given = await answer;
    await Promise.race([Promise.allSettled(others), pause(LONGEST_MS, undefined)]);
    return given;
  } finally {
    others.delete(answer);
    if (others.size === 0) underWay.delete(group);
  }
}
