import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { leadQueries } from "../lead/queries.ts";

/** Nothing is asked for while one moves through the options faster than this, in milliseconds. */
export const DEBOUNCE_MS = 60;

/** Of so many filters that were likely last, the rows are wanted; those of earlier ones no longer. */
const MOST_LIKELY = 3;

/** Prefetches rows and counts of likely filters: of one at a time, so two requests at most. */
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
    const byKey = new Map([...queries, ...this.#likely].map((query) => [keyOf(query), query]));
    this.#likely = [...byKey.values()].slice(0, MOST_LIKELY);
    if (this.#current && keyOf(this.#current) !== keyOf(first)) this.#abort(this.#current);
    const isMovingOn = performance.now() - this.#lastAdded < DEBOUNCE_MS;
    this.#lastAdded = performance.now();
    clearTimeout(this.#timer);
    if (isMovingOn) this.#timer = setTimeout(() => void this.#run(), DEBOUNCE_MS);
    else void this.#run();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#likely = [];
    if (this.#current) this.#abort(this.#current);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
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

const keyOf = (query: LeadQuery) => hashKey([query]);
