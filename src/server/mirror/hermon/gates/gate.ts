import { monotonic } from "#server/store/time.ts";

/** Since when nothing is sent, and when one request is let through. Monotonic times. */
export interface Closed {
  readonly since: number;
  /** In the past while that request is under way or nobody asks. */
  readonly nextTryAt: number;
}

/** Lets everything through until it is closed, and then one request at a time, the probe. */
export class Gate {
  #closed: Closed | undefined;
  #isProbing = false;

  get closed(): Closed | undefined {
    return this.#closed;
  }

  /** Whether any request may be sent now, one as a probe, or none. */
  admits(): "any" | "probe" | "none" {
    if (!this.#closed) return "any";
    return this.#isProbing || monotonic() < this.#closed.nextTryAt ? "none" : "probe";
  }

  /** A request is being sent. Gives whether it is the probe, to be told with its outcome. */
  sends(): boolean {
    this.#isProbing = this.#closed !== undefined;
    return this.#isProbing;
  }

  /** Closes it, or keeps it closed after a probe that was in vain. */
  close(closed: Closed): void {
    this.#closed = closed;
    this.#isProbing = false;
  }

  open(): void {
    this.#closed = undefined;
    this.#isProbing = false;
  }

  /** Of this request nothing is known: the next one is the probe. */
  withdrawn(isProbe: boolean): void {
    if (isProbe) this.#isProbing = false;
  }

  /** The next request is let through at once. */
  endWait(): void {
    if (!this.#closed || this.#isProbing) return;
    const { since, nextTryAt } = this.#closed;
    this.#closed = { since, nextTryAt: Math.min(nextTryAt, monotonic()) };
  }
}
