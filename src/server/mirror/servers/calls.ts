import type { Submission } from "#api/contract/opt-ins/submission.ts";
import type { Connection } from "#api/contract/sync.ts";
import {
  type Asker,
  type LeadRecord,
  RecordFailure,
  type RecordFailureKind,
} from "#server/store/record/lead-record.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import type { StatusResult } from "#server/store/statuses/status-changes.ts";
import type { StatusRequest } from "#server/store/statuses/status-request.ts";
import { type During, StoreFailure, type StoreFailureKind } from "#server/store/store-failure.ts";
import type { SubmitResult } from "#server/store/submissions/submissions.ts";

interface ReadAgain {
  readonly id: string;
  readonly asker: Asker;
}

/** What can be asked of the server that asks Hermon: what goes in, and what comes out. */
interface Calls {
  "change-status": { readonly input: StatusRequest; readonly result: StatusResult };
  "submit-opt-in": { readonly input: Submission; readonly result: SubmitResult };
  "refresh-lead": { readonly input: ReadAgain; readonly result: void };
  "refresh-opt-in": { readonly input: ReadAgain; readonly result: void };
  connection: { readonly input: null; readonly result: Connection };
  "sync-now": { readonly input: null; readonly result: void };
}

export type CallKind = keyof Calls;
export type InputOf<Kind extends CallKind> = Calls[Kind]["input"];
export type ResultOf<Kind extends CallKind> = Calls[Kind]["result"];

/** What a server that asks Hermon itself has. */
export interface Answering extends SyncSource {
  readonly record: LeadRecord;
}

type Work = {
  readonly [Kind in CallKind]: (mirror: Answering, input: InputOf<Kind>) => Promise<ResultOf<Kind>>;
};

const WORK: Work = {
  "change-status": ({ record }, request) => record.changeStatus(request),
  "submit-opt-in": ({ record }, submission) => record.submitOptIn(submission),
  "refresh-lead": ({ record }, { id, asker }) => record.refreshLead(id, asker),
  "refresh-opt-in": ({ record }, { id, asker }) => record.refreshOptIn(id, asker),
  connection: (mirror) => mirror.connection(),
  "sync-now": async (mirror) => mirror.syncNow(),
};

/** Does what is asked, at the server that asks Hermon. */
export const perform = <Kind extends CallKind>(
  mirror: Answering,
  kind: Kind,
  input: InputOf<Kind>,
): Promise<ResultOf<Kind>> => WORK[kind](mirror, input);

/** An answer as it stands in the database. */
type Answer =
  | { readonly result: unknown }
  | {
      readonly record: {
        readonly kind: RecordFailureKind;
        readonly message: string;
        readonly retryAfterMs: number | undefined;
      };
    }
  | { readonly store: { readonly kind: StoreFailureKind; readonly during: During } }
  /** The server that was asked has logged why. */
  | { readonly failed: true };

/**
 * Does what a call from another server says.
 * @returns `not-asked` where nothing was done because this server asks Hermon no longer
 */
export async function answerTo(
  mirror: Answering,
  { kind, input }: { readonly kind: string; readonly input: string },
  onError: (error: unknown) => void,
): Promise<Answer | "not-asked"> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- servers of one version write it for each other
    const [known, given] = [kind as CallKind, JSON.parse(input) as never];
    return { result: await perform(mirror, known, given) };
  } catch (error) {
    if (isNotAsked(error)) return "not-asked";
    if (error instanceof RecordFailure) {
      const { kind: why, message, retryAfterMs } = error;
      return { record: { kind: why, message, retryAfterMs } };
    }
    if (error instanceof StoreFailure) {
      return { store: { kind: error.kind, during: error.during } };
    }
    onError(error);
    return { failed: true };
  }
}

/**
 * What a call has come to.
 * @throws what was thrown where it was answered
 */
export function open<Kind extends CallKind>(text: string): ResultOf<Kind> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const answer = JSON.parse(text) as Answer;
  if ("record" in answer) {
    const { kind, message, retryAfterMs } = answer.record;
    throw new RecordFailure(kind, message, retryAfterMs);
  }
  if ("store" in answer) throw new StoreFailure(answer.store.kind, answer.store.during);
  if ("failed" in answer) throw new Error("The server that asks Hermon failed, and has logged why");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return answer.result as ResultOf<Kind>;
}

/** Whether nothing was done because the server that was asked asks Hermon no longer: another one may do it. */
export const isNotAsked = (error: unknown): boolean =>
  (error instanceof RecordFailure && error.kind === "not-asked") ||
  (error instanceof StoreFailure && error.kind === "superseded");
