import { PURPOSES, type Purpose } from "#api/contract/sync.ts";
import { Shares } from "./shares.ts";

/** One who wants to send a request. Times are monotonic. */
export interface Wish {
  readonly purpose: Purpose;
  /** Its place among those of the same purpose; a further try keeps the first one's. */
  readonly number: number;
  /** It has failed before and isn't sent again earlier. */
  readonly notBefore: number;
  /** How long it is worth waiting; for ever: `Infinity`. */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
  /** What it asks about everything; `undefined` when it is about one thing alone. */
  readonly question: string | undefined;
}

interface Waiting<T> {
  readonly wish: Wish;
  admit(turn: T): void;
  /** Leaves the line with an error. */
  leave(error: unknown): void;
}

/** Those who wait for their turn: by purpose, each with its share, then first come first served. */
export class WaitingLine<T> {
  readonly #shares = new Shares();
  #waiting: readonly Waiting<T>[] = [];

  get wishes(): readonly Wish[] {
    return this.#waiting.map(({ wish }) => wish);
  }

  /** Resolves with the turn; rejects with why there is none, an aborted signal's reason included. */
  join(wish: Wish): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { signal } = wish;
    const abort = (): void => waiting.leave(signal?.reason);
    const end = (): void => {
      signal?.removeEventListener("abort", abort);
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
    };
    const waiting: Waiting<T> = {
      wish,
      admit: (turn) => {
        end();
        this.#shares.sent(wish.purpose, new Set(this.#waiting.map((one) => one.wish.purpose)));
        resolve(turn);
      },
      leave: (error) => (end(), reject(error)),
    };
    this.#waiting = [...this.#waiting, waiting].toSorted(byTurn);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    return promise;
  }

  /** The first one who may go, or `undefined`: one whose share is due, else by the line. */
  first(mayGo: (wish: Wish) => boolean): Pick<Waiting<T>, "wish" | "admit"> | undefined {
    const able = this.#waiting.filter(({ wish }) => mayGo(wish));
    return able.find(({ wish }) => this.#shares.isDue(wish.purpose)) ?? able[0];
  }

  /** Sends away whom an error is found for. */
  sendAway(why: (wish: Wish) => Error | undefined): void {
    for (const waiting of this.#waiting) {
      const error = why(waiting.wish);
      if (error) waiting.leave(error);
    }
  }
}

const rank = ({ wish }: Waiting<never>): number => PURPOSES.indexOf(wish.purpose);

const byTurn = (a: Waiting<never>, b: Waiting<never>): number =>
  rank(a) - rank(b) || a.wish.number - b.wish.number;
