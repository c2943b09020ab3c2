import { ApiError } from "#api/errors.ts";

/**
 * What a try says about Hermon:
 * - `answered`: it is there and takes the key; a "not found" of its own is an answer, too;
 * - `denied`: it is there, and doesn't let us have this: the key's fault, or that of what was asked;
 * - `declined`: something is there, but the answer isn't Hermon's: that of a gateway or firewall;
 * - `busy`: it wants fewer requests (429), after a pause if it names one;
 * - `failed`: no answer, or none that can be read;
 * - `withdrawn`: nothing, as the caller took the request back.
 */
export type Outcome =
  | { readonly kind: "answered" | "denied" | "declined" | "withdrawn" }
  | { readonly kind: "busy" | "failed"; readonly pauseMs: number | undefined };

/** What the error of a try says about Hermon. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ApiError) || error.kind === "aborted") return { kind: "withdrawn" };
  const { kind, status = 0, retryAfterMs: pauseMs } = error;
  // It would be as long the next time.
  if (error.isTooLong) return { kind: "answered" };
  if (kind !== "http" || status >= 500) return { kind: "failed", pauseMs };
  if (status === 429) return { kind: "busy", pauseMs };
  if (status === 401) return { kind: "denied" };
  // Only Hermon itself answers with the documented envelope.
  if (error.answered === undefined) return { kind: "declined" };
  return { kind: status === 403 ? "denied" : "answered" };
}
