import { ApiError } from "#api/errors.ts";

/**
 * What a try says about Hermon:
 * - `answered`: it is there; a "not found" is an answer, too;
 * - `busy`: it wants fewer requests (429), after a pause if it names one;
 * - `refused`: it doesn't take the key;
 * - `failed`: no answer, or none that can be read;
 * - `withdrawn`: nothing, as the caller took the request back.
 */
export type Outcome =
  | { readonly kind: "answered" | "refused" | "withdrawn" }
  | { readonly kind: "busy" | "failed"; readonly pauseMs: number | undefined };

const REFUSALS: readonly (number | undefined)[] = [401, 403];

/** What the error of a try says about Hermon. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ApiError) || error.kind === "aborted") return { kind: "withdrawn" };
  const { kind, status = 0, retryAfterMs: pauseMs } = error;
  if (kind !== "http") return { kind: "failed", pauseMs };
  if (REFUSALS.includes(status)) return { kind: "refused" };
  if (status === 429) return { kind: "busy", pauseMs };
  return status < 500 ? { kind: "answered" } : { kind: "failed", pauseMs };
}
