import {
  hashKey,
  type QueryClient,
  type QueryExecuteOptions,
  type QueryKey,
} from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/leads/lead-query.ts";
import { leadQueries } from "../lead/queries.ts";

/** Nothing is asked for while one moves through the options faster than this, in milliseconds. */
export const DEBOUNCE_MS = 60;

/** A query that is to be prefetched, in two parts: its key, and what runs it. */
type Prefetched = readonly [QueryKey, () => Promise<unknown>];

/** Prefetches what is likely to be filtered by: the rows of all of it, which one sees first, then its counts. */
export class FilterPrefetch {
  readonly #client: QueryClient;
  #wanted: readonly Prefetched[] = [];
  #lastAsked = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Prefetches these instead of what was likely before, the likeliest first. */
  prefetch(queries: readonly LeadQuery[]): void {
    const wanted = [
      ...queries.map((query) => this.#prefetched(leadQueries.page(query, 1))),
      ...queries.map((query) => this.#prefetched(leadQueries.countsUnder(query))),
    ];
    const isMovingOn = performance.now() - this.#lastAsked < DEBOUNCE_MS;
    this.#lastAsked = performance.now();
    clearTimeout(this.#timer);
    if (isMovingOn) this.#timer = setTimeout(() => this.#start(wanted), DEBOUNCE_MS);
    else this.#start(wanted);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#start([]);
  }

  #prefetched<Data, Key extends QueryKey>(
    query: QueryExecuteOptions<Data, Error, Data, Data, Key>,
  ): Prefetched {
    return [query.queryKey, () => this.#client.query(query)];
  }

  #start(wanted: readonly Prefetched[]): void {
    const kept = new Set(wanted.map(([queryKey]) => hashKey(queryKey)));
    for (const [queryKey] of this.#wanted) {
      if (kept.has(hashKey(queryKey))) continue;
      // What is on the screen by now is waited for.
      void this.#client.cancelQueries({ queryKey, exact: true, type: "inactive" });
    }
    this.#wanted = wanted;
    const rest = wanted.values();
    // Two requests at a time.
    void this.#work(rest);
    void this.#work(rest);
  }

  async #work(rest: Iterable<Prefetched>): Promise<void> {
    for (const one of rest) {
      if (!this.#wanted.includes(one)) return;
      // Should it fail, whoever chooses the filter asks again and is told.
      await Promise.allSettled([one[1]()]);
    }
  }
}
