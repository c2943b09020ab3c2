import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "../wire/refusal.ts";

/** Counts requests a minute for each sender. */
export interface Limit {
  /** @throws {Refusal} 429 once the sender has used up the minute's requests */
  count(sender: string): Promise<void>;
}

const NO_LIMIT: Limit = { count: async () => {} };

/** @param perMinute 0: no limit */
export function requestLimit(perMinute: number): Limit {
  if (perMinute === 0) return NO_LIMIT;
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
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
