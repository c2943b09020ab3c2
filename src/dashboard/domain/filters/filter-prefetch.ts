import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { leadQueries } from "../lead/queries.ts";

/** Nothing is asked for while one moves through the options faster than this, in milliseconds. */
export const DEBOUNCE_MS = 60;

/** Of so many filters that were likely last, the rows are wanted; those of earlier ones no longer. */
const MOST_LIKELY = 3;

/**
 * Prefetches the rows and the counts of filters that are likely to be chosen: of one filter at a
 * time, the latest first, so that two requests at most are under way.
 */
export class FilterPrefetch {
  readonly #client: QueryClient;
  #likely: readonly LeadQuery[] = [];
  #current: LeadQuery | undefined;
  #lastAdded = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** The most likely one first. */
  add(queries: readonly LeadQuery[]): void {
    const [first] = queries;
    if (!first) return;
    const others = this.#likely.filter((one) => !queries.some((query) => isSame(one, query)));
    this.#likely = [...queries, ...others].slice(0, MOST_LIKELY);
    if (this.#current && !isSame(this.#current, first)) this.#abort(this.#current);
    const isMovingOn = performance.now() - this.#lastAdded < DEBOUNCE_MS;
    this.#lastAdded = performance.now();
    this.#stopTimer();
    if (isMovingOn) this.#timer = setTimeout(this.#pauseIsOver, DEBOUNCE_MS);
    else void this.#run();
  }

  cancel(): void {
    this.#stopTimer();
    this.#likely = [];
    if (this.#current) this.#abort(this.#current);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #pauseIsOver = () => {
    this.#timer = undefined;
    void this.#run();
  };

  async #run(): Promise<void> {
    if (this.#current) return;
    for (let [next] = this.#likely; next && !this.#timer; [next] = this.#likely) {
      this.#likely = this.#likely.slice(1);
      this.#current = next;
      // Should one fail, whoever chooses the filter asks again and is told.
      await Promise.allSettled([
        this.#client.query(leadQueries.page(next, 1)),
        this.#client.query(leadQueries.countsUnder(next)),
      ]);
      this.#current = undefined;
    }
  }

  /** What is on the screen by now is waited for. */
  #abort(query: LeadQuery): void {
    for (const { queryKey } of [leadQueries.page(query, 1), leadQueries.countsUnder(query)]) {
      void this.#client.cancelQueries({ queryKey, exact: true, type: "inactive" });
    }
  }
}

const isSame = (a: LeadQuery, b: LeadQuery) => hashKey([a]) === hashKey([b]);
