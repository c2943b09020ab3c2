import { RateLimiterRes } from "rate-limiter-flexible";
import type { Store } from "#server/store/open.ts";
import { tooMany } from "../wire/refusal.ts";

/** Counts requests a minute for each sender. */
export interface Limit {
  /** @throws {Refusal} 429 once the sender has used up the minute's requests */
  count(sender: string): Promise<void>;
}

const NO_LIMIT: Limit = { count: async () => {} };

/**
 * @param name tells what is counted from what else is
 * @param perMinute 0: no limit
 */
export function requestLimit(store: Store, name: string, perMinute: number): Limit {
  if (perMinute === 0) return NO_LIMIT;
  const limiter = store.limiter({ name, points: perMinute, seconds: 60 });
  return {
    async count(sender) {
      try {
        await limiter.consume(sender);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw tooMany(refused.msBeforeNext);
        throw refused;
      }
    },
  };
}
