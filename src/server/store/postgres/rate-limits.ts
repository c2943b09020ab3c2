import type { Pool, QueryConfig } from "pg";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
} from "rate-limiter-flexible";
import type { Quota } from "../database/database.ts";

const TABLE = "rate_limits";

/** Counts that a crash of the database begins anew cost it next to nothing to keep. */
export const CREATE_RATE_LIMITS = `create unlogged table ${TABLE} (
  key text primary key,
  points integer not null,
  expire bigint
) with (fillfactor = 50)`;

/** How long a count is waited for once there is a connection, in milliseconds. */
const PATIENCE = 1_000;

/**
 * Counts in the database, for all servers, each count by itself: writers aren't waited for. While it
 * can't be asked, each server counts alone. Whoever has used up the quota costs it nothing more.
 */
export function rateLimiter(pool: Pool, { name, points, seconds }: Quota): RateLimiterAbstract {
  const quota = { keyPrefix: name, points, duration: seconds };
  return new RateLimiterPostgres({
    ...quota,
    storeClient: { query: (query: QueryConfig) => pool.query(timed(query)) },
    storeType: "client",
    tableName: TABLE,
    tableCreated: true,
    inMemoryBlockOnConsumed: points,
    insuranceLimiter: new RateLimiterMemory(quota),
  });
}

/** The driver's types don't know that a query may have a time of its own. */
const timed = (query: QueryConfig) => ({ ...query, query_timeout: PATIENCE });
