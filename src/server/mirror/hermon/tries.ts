import { monotonic } from "#server/store/time.ts";
import { backoff } from "./backoff.ts";
import type { Outcome } from "./budget/outcome.ts";

/**
 * How often a request is tried:
 * - `patient`: until it is answered, however long an outage lasts;
 * - `wary`: the same, but it is expected to be broken itself, and given up sooner for that;
 * - `few`: three times, however long an outage lasts: there is another way to ask;
 * - `brief`: as long as a person waits;
 * - `none`: once.
 */
export type Retries = "patient" | "wary" | "few" | "brief" | "none";

/** How long a person waits for the next try, and how many there are. */
const PATIENCE_MS = 10_000;
const MOST_BRIEF_TRIES = 3;

/**
 * So often one request may fail while others are answered: then it alone is broken. Of `few`, every
 * failure counts.
 */
const MOST_FAILURES_ALONE = { patient: 6, wary: 3, few: 3 } as const;

interface Failure {
  readonly outcome: Outcome;
  /** Whether the request can't have been carried out, as it never got there. */
  readonly neverArrived: boolean;
  /** How many requests have been answered, and until when sending pauses. */
  readonly answers: number;
  readonly pausedUntil: number;
}

/** The tries of one request. Times are monotonic. */
export class Tries {
  /** When it is no longer worth waiting for. */
  readonly until: number;
  readonly #retries: Retries;
  readonly #isRepeatable: boolean;
  #failures = 0;
  #failuresAlone = 0;
  #answersBefore = -1;

  /** @param isRepeatable whether doing it twice is the same as once */
  constructor(retries: Retries, isRepeatable: boolean) {
    this.#retries = retries;
    this.#isRepeatable = isRepeatable;
    this.until = isPatient(retries) ? Infinity : monotonic() + PATIENCE_MS;
  }

  /** After a failed try: the earliest time for the next one, or `undefined` for no further one. */
  next(failure: Failure): number | undefined {
    if (!this.#mayPass(failure)) return undefined;
    this.#failures += 1;
    if (isPatient(this.#retries)) return this.#nextPatient(failure, this.#retries);
    const time = Math.max(monotonic() + backoff(this.#failures), failure.pausedUntil);
    return this.#failures < MOST_BRIEF_TRIES && time < this.until ? time : undefined;
  }

  #mayPass({ outcome, neverArrived }: Failure): boolean {
    if (outcome.kind === "busy") return true;
    if (outcome.kind !== "failed") return false;
    return neverArrived || (this.#isRepeatable && this.#retries !== "none");
  }

  #nextPatient({ outcome, answers }: Failure, retries: Patient): number | undefined {
    // It is as good as any other request; all of them wait for the end of the pause.
    if (outcome.kind === "busy") return monotonic();
    if (retries === "few" || answers > this.#answersBefore) this.#failuresAlone += 1;
    this.#answersBefore = answers;
    if (this.#failuresAlone >= MOST_FAILURES_ALONE[retries]) return undefined;
    return monotonic() + backoff(this.#failures);
  }
}

type Patient = keyof typeof MOST_FAILURES_ALONE;

const isPatient = (retries: Retries): retries is Patient => retries in MOST_FAILURES_ALONE;
