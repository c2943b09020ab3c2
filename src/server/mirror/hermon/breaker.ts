import { monotonic } from "#server/store/time.ts";

/** So many failures in a row, over all requests, are an outage. */
const FAILURES_TO_OPEN = 5;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/** Who asks for a longer pause than this is away, whatever came before. */
const SHORT_PAUSE_MS = 10_000;

/** Monotonic times. */
export interface Outage {
  /** The first failure of those in a row. */
  readonly since: number;
  /** When one request is let through; in the past while it is under way or nobody asks. */
  readonly nextTryAt: number;
}

/**
 * Stops sending while the other side is out of order: after failures in a row nothing is let
 * through but one request at a time, the probe, each after a longer wait; one that is answered
 * ends it. While it is open only the probe's outcome counts: the others were sent before.
 */
export class Breaker {
  #failures = 0;
  #since = 0;
  #nextTryAt: number | undefined;
  #waits = 0;
  #isProbing = false;

  get outage(): Outage | undefined {
    if (this.#nextTryAt === undefined) return undefined;
    return { since: this.#since, nextTryAt: this.#nextTryAt };
  }

  /** Whether any request may be sent now, one as a probe, or none. */
  admits(): "any" | "probe" | "none" {
    if (this.#nextTryAt === undefined) return "any";
    return this.#isProbing || monotonic() < this.#nextTryAt ? "none" : "probe";
  }

  /** A request is being sent. Gives whether it is the probe, to be told with its outcome. */
  sends(): boolean {
    this.#isProbing = this.#nextTryAt !== undefined;
    return this.#isProbing;
  }

  /** An answer came, be it a "no". Gives whether that ended an outage. */
  answered(isProbe: boolean): boolean {
    const isOpen = this.#nextTryAt !== undefined;
    if (isOpen && !isProbe) return false;
    this.#failures = 0;
    this.#waits = 0;
    this.#nextTryAt = undefined;
    this.#isProbing = false;
    return isOpen;
  }

  /** No answer came, or none that can be read. A pause that was asked for is kept. */
  failed(isProbe: boolean, pauseMs = 0): void {
    if (this.#nextTryAt !== undefined && !isProbe) return;
    const now = monotonic();
    if (this.#failures === 0) this.#since = now;
    this.#failures += 1;
    this.#isProbing = false;
    if (this.#failures < FAILURES_TO_OPEN && pauseMs <= SHORT_PAUSE_MS) return;
    this.#nextTryAt = now + Math.max(this.#nextWait(), pauseMs);
  }

  /** The request was taken back before its outcome was known. */
  withdrawn(isProbe: boolean): void {
    if (isProbe) this.#isProbing = false;
  }

  /** The next request is let through at once. */
  endWait(): void {
    if (this.#nextTryAt === undefined || this.#isProbing) return;
    this.#nextTryAt = Math.min(this.#nextTryAt, monotonic());
  }

  #nextWait(): number {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** this.#waits, LONGEST_WAIT_MS);
    this.#waits += 1;
    return Math.round(longest * (0.5 + Math.random() / 2));
  }
}
