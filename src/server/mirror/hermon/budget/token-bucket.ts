import { monotonic } from "#server/store/time.ts";

const SECOND_MS = 1000;

/** Timers may fire a millisecond early, and clocks round. */
const MARGIN_MS = 25;

/** A request without any answer for so long is taken to have arrived when it was sent. */
const LONGEST_WAY_MS = 2000;

/** Nothing slows us down further: a request each ten seconds still notices when it is over. */
const SLOWEST = 0.1;

/** The right to send one request. */
export interface Token {
  /** To be called when the answer begins or the try has failed: the request isn't under way now. */
  readonly arrived: () => void;
  /** How often the bucket had been slowed down when the token was taken. */
  readonly slowdowns: number;
}

/** In so many successes the whole rate comes back: where one request in ten is refused, half of it is lost. */
const STEPS = 20;

/**
 * In this time, too, in milliseconds, however few the successes are: at one request in ten seconds
 * twenty of them would take minutes.
 */
const RECOVERY_MS = 30_000;

/** The most that one success brings back, after however long. */
const LARGEST_STEP = 0.5;

/**
 * Lets `rate` requests out in any second, all at once if need be. A token comes back a second
 * after its request *arrived*: connections take their time to open and we may be busy ourselves,
 * so requests sent a second apart would reach Hermon closer together than that.
 */
export class TokenBucket {
  /** Requests a second at most, and those let out now. */
  readonly most: number;
  #rate: number;
  #out = 0;
  #slowdowns = 0;
  #changed = monotonic();
  readonly #onReturn: () => void;

  /** @param onReturn called whenever a token has come back */
  constructor(most: number, onReturn: () => void) {
    this.most = most;
    this.#rate = most;
    this.#onReturn = onReturn;
  }

  get rate(): number {
    return this.#rate;
  }

  /** A token, or `undefined` while all are out. */
  take(): Token | undefined {
    if (this.#out >= Math.max(1, Math.floor(this.#rate))) return undefined;
    this.#out += 1;
    let isUnderWay = true;
    const arrived = (): void => {
      if (!isUnderWay) return;
      isUnderWay = false;
      clearTimeout(overdue);
      setTimeout(this.#takeBack, this.#msForOne() + MARGIN_MS).unref();
    };
    const overdue = setTimeout(arrived, LONGEST_WAY_MS).unref();
    return { arrived, slowdowns: this.#slowdowns };
  }

  /** As if as many as may be had been let out, and had arrived just now. */
  spend(): void {
    for (let token = this.take(); token; token = this.take()) token.arrived();
  }

  /** Each success brings back a twentieth of what is allowed at most; more when it was long in coming. */
  speedUp(): void {
    const step = Math.max(1 / STEPS, (monotonic() - this.#changed) / RECOVERY_MS);
    this.#set(Math.min(this.#rate + this.most * Math.min(step, LARGEST_STEP), this.most));
  }

  /**
   * Halves the rate because the request of `token` was one too many.
   *
   * @returns false if it had been sent before the rate was last halved, which then was for it, too
   */
  slowDown(token: Token): boolean {
    if (token.slowdowns < this.#slowdowns) return false;
    this.#slowdowns += 1;
    this.#set(this.#atLeastSlowest(this.#rate / 2));
    return true;
  }

  /** After an outage everyone comes back: half of what is allowed is enough for the beginning. */
  startAtHalf(): void {
    this.#set(Math.min(this.#rate, this.#atLeastSlowest(this.most / 2)));
  }

  #set(rate: number): void {
    this.#rate = rate;
    this.#changed = monotonic();
  }

  #atLeastSlowest(rate: number): number {
    return Math.max(rate, Math.min(SLOWEST, this.most));
  }

  #msForOne(): number {
    return SECOND_MS / Math.min(this.#rate, 1);
  }

  readonly #takeBack = (): void => {
    this.#out -= 1;
    this.#onReturn();
  };
}
