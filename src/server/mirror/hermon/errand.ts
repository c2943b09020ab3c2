import { type Endpoint, PageQuery } from "#api/contract/endpoint.ts";
import type { Purpose } from "#api/contract/sync.ts";
import { ApiError } from "#api/errors.ts";
import type { AnyRequest } from "#api/request.ts";
import type { LastErrors } from "./last-errors.ts";
import { outcomeOf } from "./budget/outcome.ts";
import type { RequestBudget, Turn } from "./budget/request-budget.ts";
import type { Send, Sent } from "./sending.ts";
import type { SentLately } from "./sent-lately.ts";
import { type Retries, Tries } from "./tries.ts";

/** What all errands share. */
export interface Errands {
  readonly send: Send;
  readonly budget: RequestBudget;
  readonly lastErrors: LastErrors;
  readonly sentLately: SentLately;
  /** Hermon has refused something. */
  readonly onDenied: () => void;
}

/** One thing asked of Hermon. */
interface Errand {
  readonly number: number;
  readonly purpose: Purpose;
  readonly endpoint: Endpoint;
  readonly input: AnyRequest;
  readonly retries: Retries;
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What is asked about everything: a list without a filter, whichever page of it. */
const questionOf = ({ endpoint, input }: Errand): string | undefined => {
  const isAboutAll = endpoint.method === "GET" && !endpoint.params;
  const filters = Object.keys(input.query ?? {}).filter((name) => !(name in PageQuery));
  return isAboutAll && filters.length === 0 ? endpoint.name : undefined;
};

type Failed = Exclude<Sent, { readonly answer: unknown }>;

/**
 * Waits for its turn and sends a request, again and again while that makes sense.
 *
 * @returns the answer, when the request was sent that it answers, and whether an earlier try of a write
 *   may have been carried out, so that the answer is one to its repetition
 * @throws {ApiError} what went wrong
 * @throws {NotSent} if there was no turn for it
 */
export async function run(errand: Errand, errands: Errands) {
  const { send, budget, lastErrors, sentLately, onDenied } = errands;
  const { purpose, endpoint, signal } = errand;
  const question = questionOf(errand);
  const tries = new Tries(errand.retries, errand.isRepeatable);
  /** The last failure after which a write may have been carried out all the same. */
  let doubt: unknown;

  async function waitForTurn(notBefore: number): Promise<Turn> {
    try {
      return await budget.turn({ ...errand, question, notBefore, until: tries.until });
    } catch (error) {
      if (!signal?.aborted) throw doubt ?? error;
      throw new ApiError({ kind: "aborted", endpoint: endpoint.name, happened: "aborted" });
    }
  }

  /** Gives the time of the next try. */
  function learn(turn: Turn, { error, neverArrived }: Failed): number {
    const outcome = outcomeOf(error);
    lastErrors.note(error, question === undefined);
    turn.end(outcome);
    if (outcome.kind === "denied") onDenied();
    if (outcome.kind === "failed" && endpoint.method !== "GET" && !neverArrived) doubt = error;
    const { answers, pausedUntil } = budget;
    const next = tries.next({ outcome, neverArrived, answers, pausedUntil });
    if (next !== undefined) return next;
    throw outcome.kind === "answered" ? error : (doubt ?? error);
  }

  for (let notBefore = 0; ;) {
    const turn = await waitForTurn(notBefore);
    sentLately.count(purpose);
    const sent = await send(endpoint, { ...errand.input, signal }, turn.arrived);
    if ("error" in sent) {
      notBefore = learn(turn, sent);
    } else {
      turn.end({ kind: "answered" });
      const isRepetition = doubt !== undefined;
      return { answer: sent.answer, isRepetition, sentAt: turn.sentAt, order: turn.order };
    }
  }
}
