import type { Endpoint } from "./contract/endpoint.ts";
import { ApiError } from "./errors.ts";

/** A longer `Retry-After` is not sat out: the error that names it goes to the caller at once. */
const LONGEST_WAIT_MS = 10_000;

/** Statuses that say "not now" rather than "no". */
const PASSING_STATUSES: readonly (number | undefined)[] = [429, 502, 503, 504];

/** Whether the same request may well succeed a moment later. */
function mayPass(error: ApiError): boolean {
  if (error.kind === "http") return PASSING_STATUSES.includes(error.status);
  return error.kind === "network" || error.kind === "timeout";
}

/**
 * How long to wait before the next try, in milliseconds, or `null` for no further one. Writes are
 * never repeated: one that got no answer may have been carried out.
 *
 * @param failed how many tries have failed so far, from 1
 * @param backoffMs upper bound of the first wait; it doubles with each try, and the wait is drawn
 *   from all of it (full jitter), so that clients that failed together don't return together
 */
export function retryDelay(
  { method }: Endpoint,
  error: unknown,
  failed: number,
  backoffMs: number,
): number | null {
  if (method !== "GET" || !(error instanceof ApiError) || !mayPass(error)) return null;
  const asked = error.retryAfterMs ?? 0;
  if (asked > LONGEST_WAIT_MS) return null;
  const bound = Math.min(backoffMs * 2 ** (failed - 1), LONGEST_WAIT_MS);
  return Math.max(asked, Math.random() * bound);
}

/** A day: what `Retry-After` says beyond that is taken for a mistake and cut. */
const LONGEST_RETRY_AFTER_MS = 86_400_000;

/**
 * Reads a `Retry-After` of seconds, be they with a fraction, or an HTTP date; milliseconds from now,
 * `undefined` if neither. Only what names a month is a date: `Date.parse` takes "1.5" for one, too.
 */
export function parseRetryAfter(header: string | null, now = Date.now()): number | undefined {
  if (!header?.trim()) return undefined;
  const isDate = /[A-Za-z]/.test(header);
  const wait = isDate ? Date.parse(header) - now : secondsOf(header) * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}

const secondsOf = (text: string) => (/^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : NaN);

/** Waits, or ends early when the signal aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}
