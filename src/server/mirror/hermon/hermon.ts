import type { AnswerOf } from "#api/client.ts";
import type { Endpoint } from "#api/contract/endpoint.ts";
import type { Purpose } from "#api/contract/sync.ts";
import type { AnyRequest, RequestOf } from "#api/request.ts";
import { wallTime } from "#server/store/time.ts";
import { run } from "./errand.ts";
import type { Closed } from "./gates/gate.ts";
import { type LastError, LastErrors } from "./last-errors.ts";
import { RequestBudget, type SharedBudget } from "./budget/request-budget.ts";
import { SecondOpinion } from "./second-opinion.ts";
import { createSend } from "./sending.ts";
import { SentLately } from "./sent-lately.ts";
import type { Retries } from "./tries.ts";

export interface HermonOptions {
  readonly apiUrl: string;
  /** Sent as `x-api-key`, to `apiUrl` only. */
  readonly apiKey: string;
  /** Requests a second, from 0.1 to 1000; need not be whole. */
  readonly maxPerSecond: number;
  readonly fetch?: typeof fetch;
  /** For each try, its answer's body included. Default: 15 s. */
  readonly timeoutMs?: number;
  /** Left out: no other server asks the same Hermon. */
  readonly shared?: SharedBudget | undefined;
}

/**
 * Whether Hermon can be asked; times in milliseconds since 1970.
 * - `waiting`: it asks for a pause, and nothing is sent before `nextTryAt`;
 * - `unreachable`: it didn't answer several times in a row, and only one request at a time is let
 *   through to see whether it does, next at `nextTryAt`;
 * - `refused`: it doesn't take the key, as different questions have shown, and only one request now
 *   and then is let through to see whether it does.
 */
export type Reach =
  | { readonly kind: "reachable" }
  | {
      readonly kind: "waiting" | "unreachable" | "refused";
      readonly since: number;
      readonly nextTryAt: number;
    };

export interface CallOptions {
  /** Default: `brief` for people and senders, else `patient`. */
  readonly retries?: Retries | undefined;
  /** Whether sending it twice does the same as once. Reads always are. */
  readonly repeatable?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** When the try that was answered was sent. */
export interface AskedAt {
  /** In milliseconds since 1970, for people. */
  readonly sentAt: number;
  /** Monotonic: which of two was sent first. */
  readonly order: number;
}

export interface Answered<E extends Endpoint> extends AskedAt {
  readonly answer: AnswerOf<E>;
  /** Whether an earlier try of a write may have been carried out: then this answers its repetition. */
  readonly isRepetition: boolean;
}

/** The Hermon workspace over HTTP, within the request budget. Shows its key to nobody. */
export interface Hermon {
  /**
   * Calls an endpoint as soon as the budget lets it. A request that could act twice is tried again
   * only if it wasn't carried out for sure: after a 429, or when there was no connection.
   *
   * @throws {ApiError} what went wrong with the last try; `aborted` if the signal says so
   * @throws {NotSent} if Hermon never saw the request, or saw only tries that did nothing
   */
  call<E extends Endpoint>(
    purpose: Purpose,
    endpoint: E,
    input: RequestOf<E>,
    options?: CallOptions,
  ): Promise<Answered<E>>;
  reach(): Reach;
  /** Ends the wait of a refusal or an outage: the next request goes out at once, alone. */
  askAgain(): void;
  /** Further tries count, too. */
  requestsLastMinute(): Readonly<Record<Purpose, number>>;
  /** Requests a second: what the budget allows, and what Hermon lets us have of it now. */
  rate(): { most: number; now: number };
  /** Newest first, at most 20, without personal data. */
  lastErrors(): readonly LastError[];
  /** Tells of every change of `reach()`; gives the function that ends it. */
  subscribe(listener: (reach: Reach) => void): () => void;
  /** Rejects whatever waits. What is under way may still be answered, but isn't tried again. */
  stop(): void;
}

/** Makes the connection to a Hermon workspace. Nothing is sent before the first call. */
export function createHermon(options: HermonOptions): Hermon {
  const { timeoutMs = 15_000, fetch = globalThis.fetch, maxPerSecond, shared } = options;
  const budget = new RequestBudget(maxPerSecond, notifyIfChanged, shared);
  const errands = {
    send: createSend({ ...options, timeoutMs, fetch }),
    budget,
    lastErrors: new LastErrors(),
    sentLately: new SentLately(),
    onDenied: () => void secondOpinion.seek(),
  };
  const secondOpinion = new SecondOpinion(budget, (endpoint) =>
    call("poll", endpoint, {}, { retries: "none" }),
  );
  const listeners = new Set<(reach: Reach) => void>();
  let told = reachOf(budget);
  let calls = 0;

  function notifyIfChanged(): void {
    const reach = reachOf(budget);
    if (isSame(reach, told)) return;
    told = reach;
    for (const listener of listeners) listener(reach);
  }

  async function call<E extends Endpoint>(
    purpose: Purpose,
    endpoint: E,
    input: RequestOf<E>,
    options?: CallOptions,
  ): Promise<Answered<E>>;
  async function call(
    purpose: Purpose,
    endpoint: Endpoint,
    input: AnyRequest,
    { retries, repeatable, signal }: CallOptions = {},
  ) {
    calls += 1;
    const errand = {
      number: calls,
      purpose,
      endpoint,
      input,
      retries: retries ?? (isWaitedFor(purpose) ? "brief" : "patient"),
      isRepeatable: repeatable === true || endpoint.method === "GET",
      signal,
    } as const;
    return run(errand, errands);
  }

  return {
    call,
    reach: () => reachOf(budget),
    askAgain: () => budget.askAgain(),
    requestsLastMinute: () => errands.sentLately.total(),
    rate: () => budget.rate,
    lastErrors: () => errands.lastErrors.newestFirst,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => budget.stop(),
  };
}

const isWaitedFor = (purpose: Purpose) => purpose === "person" || purpose === "key";

/** What is told first is what has to be mended first. */
function reachOf({ refusal, outage, waiting }: RequestBudget): Reach {
  if (refusal) return reach("refused", refusal);
  if (outage) return reach("unreachable", outage);
  return waiting ? reach("waiting", waiting) : { kind: "reachable" };
}

const reach = (kind: Exclude<Reach["kind"], "reachable">, { since, nextTryAt }: Closed): Reach => ({
  kind,
  since: wallTime(since),
  nextTryAt: wallTime(nextTryAt),
});

function isSame(a: Reach, b: Reach): boolean {
  if (a.kind === "reachable" || b.kind === "reachable") return a.kind === b.kind;
  return a.kind === b.kind && a.since === b.since && a.nextTryAt === b.nextTryAt;
}
