import { PURPOSES, type Purpose } from "#api/contract/sync.ts";
import { Shares } from "./shares.ts";

/** A request to be sent. Times are monotonic. */
export interface QueuedRequest {
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
  readonly request: QueuedRequest;
  admit(turn: T): void;
  /** Leaves the queue with an error. */
  leave(error: unknown): void;
}

/** Requests that wait for their turn: by purpose, each with its share, then first come first served. */
export class RequestQueue<T> {
  readonly #shares = new Shares();
  #waiting: readonly Waiting<T>[] = [];

  get queued(): readonly QueuedRequest[] {
    return this.#waiting.map(({ request }) => request);
  }

  /** Resolves with the turn; rejects with why there is none, an aborted signal's reason included. */
  join(request: QueuedRequest): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { signal } = request;
    const abort = (): void => waiting.leave(signal?.reason);
    const end = (): void => {
      signal?.removeEventListener("abort", abort);
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
    };
    const waiting: Waiting<T> = {
      request,
      admit: (turn) => {
        end();
        this.#shares.sent(
          request.purpose,
          new Set(this.#waiting.map((one) => one.request.purpose)),
        );
        resolve(turn);
      },
      leave: (error) => (end(), reject(error)),
    };
    this.#waiting = [...this.#waiting, waiting].toSorted(byTurn);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    return promise;
  }

  /** The first one who may go, or `undefined`: one whose share is due, else the first in the queue. */
  first(
    mayGo: (request: QueuedRequest) => boolean,
  ): Pick<Waiting<T>, "request" | "admit"> | undefined {
    const able = this.#waiting.filter(({ request }) => mayGo(request));
    return able.find(({ request }) => this.#shares.isDue(request.purpose)) ?? able[0];
  }

  /** Rejects those for whom an error is found. */
  reject(why: (request: QueuedRequest) => Error | undefined): void {
    for (const waiting of this.#waiting) {
      const error = why(waiting.request);
      if (error) waiting.leave(error);
    }
  }
}

const rank = ({ request }: Waiting<never>): number => PURPOSES.indexOf(request.purpose);

const byTurn = (a: Waiting<never>, b: Waiting<never>): number =>
  rank(a) - rank(b) || a.request.number - b.request.number;
