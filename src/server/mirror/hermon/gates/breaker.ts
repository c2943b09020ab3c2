import { monotonic } from "#server/store/time.ts";
import { type Closed, Gate } from "./gate.ts";

/** How many failures in a row, over all requests, are an outage. */
const FAILURES_TO_OPEN = 5;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/** Who asks for a longer pause than this is away, whatever came before. */
const SHORT_PAUSE_MS = 10_000;

/**
 * Stops sending while the other side is out of order: after failures in a row nothing is let
 * through but one request at a time, the probe, each after a longer wait; one that is answered
 * ends it. While it is open only the probe's outcome counts: the others were sent before.
 */
export class Breaker {
  readonly #gate = new Gate();
  #failures = 0;
  /** The first failure of those in a row. */
  #since = 0;
  #waits = 0;

  get outage(): Closed | undefined {
    return this.#gate.closed;
  }

  /** Whether any request may be sent now, one as a probe, or none. */
  admits(): "any" | "probe" | "none" {
    return this.#gate.admits();
  }

  /** A request is being sent. Gives whether it is the probe, to be told with its outcome. */
  sends(): boolean {
    return this.#gate.sends();
  }

  /** An answer came, be it a "no". Gives whether that ended an outage. */
  answered(isProbe: boolean): boolean {
    const isOpen = this.#gate.closed !== undefined;
    if (isOpen && !isProbe) return false;
    this.#failures = 0;
    this.#waits = 0;
    this.#gate.open();
    return isOpen;
  }

  /** No answer came, or none that can be read. A pause that was asked for is kept. */
  failed(isProbe: boolean, pauseMs = 0): void {
    if (this.#gate.closed && !isProbe) return;
    const now = monotonic();
    if (this.#failures === 0) this.#since = now;
    this.#failures += 1;
    this.#gate.withdrawn(isProbe);
    if (this.#failures < FAILURES_TO_OPEN && pauseMs <= SHORT_PAUSE_MS) return;
    const nextTryAt = now + Math.max(this.#nextWait(), pauseMs);
    this.#gate.close({ since: this.#since, nextTryAt });
  }

  /** The request was taken back before its outcome was known. */
  withdrawn(isProbe: boolean): void {
    this.#gate.withdrawn(isProbe);
  }

  /** The next request is let through at once. */
  endWait(): void {
    this.#gate.endWait();
  }

  #nextWait(): number {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** this.#waits, LONGEST_WAIT_MS);
    this.#waits += 1;
    return Math.round(longest * (0.5 + Math.random() / 2));
  }
}
