import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import { leadQueries } from "../lead/queries.ts";

/** Nothing is asked for while one moves through the options faster than this, in milliseconds. */
const DEBOUNCE_MS = 60;

/** Of so many filters that were likely last, the rows are wanted; those of earlier ones no longer. */
const MOST_LIKELY = 3;

/**
 * Prefetches the rows and the counts of filters that are likely to be chosen: of one filter at a
 * time, the latest first, so that two requests at most are under way.
 */
export class FilterPrefetch {
  readonly #client: QueryClient;
  #likely: readonly LeadFilter[] = [];
  #current: LeadFilter | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  add(filter: LeadFilter): void {
    const others = this.#likely.filter((one) => !isSame(one, filter));
    this.#likely = [filter, ...others].slice(0, MOST_LIKELY);
    const current = this.#current;
    if (current && !isSame(current, filter)) this.#abort(current);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), DEBOUNCE_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#likely = [];
    if (this.#current) this.#abort(this.#current);
  }

  async #run(): Promise<void> {
    if (this.#current) return;
    for (let [next] = this.#likely; next; [next] = this.#likely) {
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
  #abort(filter: LeadFilter): void {
    for (const { queryKey } of [leadQueries.page(filter, 1), leadQueries.countsUnder(filter)]) {
      void this.#client.cancelQueries({ queryKey, exact: true, type: "inactive" });
    }
  }
}

const isSame = (a: LeadFilter, b: LeadFilter) => hashKey([a]) === hashKey([b]);
