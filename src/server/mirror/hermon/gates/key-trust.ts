import { monotonic } from "#server/store/time.ts";
import { type Closed, Gate } from "./gate.ts";

/** How many different questions must be refused, and none answered in between. */
const QUESTIONS_TO_REFUSE = 2;

const MINUTE = 60_000;

/** When a refused key is tried again by itself, after each refusal; the last wait stays. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE] as const;

/**
 * Whether Hermon takes the key. One refusal may be that of a firewall, or of a single lead: only when
 * different questions about everything are refused it is the key's. Then nothing is sent but one
 * request now and then, the probe, of which alone the outcome counts.
 */
export class KeyTrust {
  readonly #gate = new Gate();
  readonly #refused = new Set<string>();
  #isProven = false;
  #waits = 0;

  get refusal(): Closed | undefined {
    return this.#gate.closed;
  }

  /** Whether it was taken last; until then one request at a time is enough to find out. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** Questions about everything that were refused since anything was answered. */
  get questions(): ReadonlySet<string> {
    return this.#refused;
  }

  /** Whether any request may be sent now, one as a probe, or none. */
  admits(): "any" | "probe" | "none" {
    return this.#gate.admits();
  }

  /** A request is being sent. Gives whether it is the probe, to be told with its outcome. */
  sends(): boolean {
    return this.#gate.sends();
  }

  /** Hermon has answered a request as it does for its own. */
  taken(isProbe: boolean): void {
    // Sent before a refusal, it may have been taken before it.
    if (this.#gate.closed && !isProbe) return;
    this.#gate.open();
    this.#refused.clear();
    this.#isProven = true;
    this.#waits = 0;
  }

  /** @param question what was asked about everything; `undefined`: about one thing alone */
  refused(question: string | undefined, isProbe: boolean): void {
    this.#isProven = false;
    if (this.#gate.closed) return isProbe ? this.#close() : undefined;
    if (question !== undefined) this.#refused.add(question);
    if (this.#refused.size >= QUESTIONS_TO_REFUSE) this.#close();
  }

  /** The outcome of the request says nothing of the key. */
  withdrawn(isProbe: boolean): void {
    this.#gate.withdrawn(isProbe);
  }

  /** The next request is let through at once. */
  endWait(): void {
    this.#gate.endWait();
  }

  #close(): void {
    const now = monotonic();
    const wait = WAITS[Math.min(this.#waits, WAITS.length - 1)] ?? MINUTE;
    this.#waits += 1;
    this.#gate.close({ since: this.#gate.closed?.since ?? now, nextTryAt: now + wait });
  }
}
