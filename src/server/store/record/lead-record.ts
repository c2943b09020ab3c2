import type { Submission } from "#api/contract/opt-ins/submission.ts";
import type { StatusResult } from "../statuses/status-changes.ts";
import type { StatusRequest } from "../statuses/status-request.ts";
import type { SubmitResult } from "../submissions/submissions.ts";

/**
 * Whose word counts. In own record the database is the record; in live mode Hermon is, and the store
 * mirrors it. With `SyncSource` this is all in which the two modes differ for those who use the store.
 */
export interface LeadRecord {
  /** @throws {RecordFailure} when the record can't be asked */
  changeStatus(request: StatusRequest): Promise<StatusResult>;
  /** @throws {RecordFailure} */
  submitOptIn(submission: Submission): Promise<SubmitResult>;
  /**
   * Reads a lead again where the record is; the store has the result, or no longer has the lead. For a
   * person it is always read, with its opt-ins; for a sender only where its details may be old, and
   * these do when the record can't be asked.
   * @throws {RecordFailure} and what the store had stays
   */
  refreshLead(leadId: string, asker: Asker): Promise<void>;
  /** The same for the details of an opt-in. */
  refreshOptIn(optInId: string, asker: Asker): Promise<void>;
}

/** Who waits for an answer: someone at a page, or a sender with an API key, of whom there may be many. */
export type Asker = "person" | "key";

/**
 * - `unreachable`: no answer that can be read; nothing was done.
 * - `busy`: too many requests; nothing was done.
 * - `refused`: the API key isn't taken; nothing was done.
 * - `not-asked`: no server asks the record at this moment, as one takes over from another; nothing was
 *   done.
 * - `other-workspace`: the API key opens another one than that of these leads; nothing was done.
 * - `rejected`: the record found fault with what it was sent; nothing was done.
 * - `unknown`: sent, but neither an answer nor a look at the record says what came of it.
 */
export type RecordFailureKind =
  | "unreachable"
  | "busy"
  | "refused"
  | "not-asked"
  | "other-workspace"
  | "rejected"
  | "unknown";

/** Why the record didn't do what it was asked. The message is for whoever asked. */
export class RecordFailure extends Error {
  readonly kind: RecordFailureKind;
  /** When it may be asked again, in milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: RecordFailureKind, message: string, retryAfterMs?: number) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
