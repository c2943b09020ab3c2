import { ApiError, type ApiErrorKind } from "#api/errors.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { NotSent, type NotSentReason } from "../hermon/budget/not-sent.ts";
import { OtherWorkspace } from "../trust/workspace.ts";

const CANT_BE_READ: readonly ApiErrorKind[] = ["unreadable", "unexpected-shape"];

const OTHER_WORKSPACE = "The API key of this dashboard opens another Hermon workspace";

/** Why Hermon didn't do what a person asked, in a sentence for that person. */
export function failureOf(error: unknown): unknown {
  if (error instanceof OtherWorkspace) return new RecordFailure("other-workspace", OTHER_WORKSPACE);
  if (error instanceof NotSent) return notSent(error.reason, error.retryAfterMs);
  if (!(error instanceof ApiError)) return error;
  if (CANT_BE_READ.includes(error.kind)) {
    return new RecordFailure("unreachable", "Hermon's answer can't be read");
  }
  switch (error.status) {
    case 400:
    case 413:
    case 422:
      return new RecordFailure("rejected", error.answered ?? "Hermon didn't accept this");
    case 401:
      return notSent("refused");
    case 403:
    case 404:
      return new RecordFailure("unreachable", notGiven(error));
    case 429:
      return notSent("busy", error.retryAfterMs);
    default:
      return notSent("unreachable");
  }
}

/** What answers without the documented envelope isn't Hermon. */
function notGiven({ status, answered }: ApiError): string {
  if (answered === undefined) return `Something answers ${status} in Hermon's place`;
  return status === 403 ? "Hermon doesn't allow this" : "Hermon doesn't find this right now";
}

function notSent(reason: NotSentReason, retryAfterMs?: number): RecordFailure {
  switch (reason) {
    case "refused":
      return new RecordFailure("refused", "Hermon doesn't accept the API key of this dashboard");
    case "busy":
      return new RecordFailure("busy", "Hermon allows no more requests right now", retryAfterMs);
    case "stopped":
      return new RecordFailure("not-asked", "This server is being restarted", 2_000);
    default:
      return new RecordFailure("unreachable", "Hermon can't be reached right now", retryAfterMs);
  }
}

/**
 * Whether a request that failed may have been carried out all the same: it went out, and what came
 * back, if anything, doesn't say that it wasn't.
 */
export const mayHaveActed = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.kind !== "aborted" &&
  !(error.kind === "http" && (error.status ?? 0) < 500);

/** Runs what asks Hermon; its failures come out as those of the record. */
export async function asRecord<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw failureOf(error);
  }
}
