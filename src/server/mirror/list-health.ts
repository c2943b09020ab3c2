import { ApiError } from "#api/errors.ts";
import type { List } from "./progress.ts";

/** A list that is asked for and not given, and the HTTP status in its place, if any. */
interface Failing {
  readonly list: List;
  readonly status: number | null;
}

const LISTS = ["leads", "optIns"] as const satisfies readonly List[];

/**
 * How Hermon last answered when the first page of a list was asked for. What doesn't give its lists
 * isn't Hermon, or not in order: then nothing else that it says is believed either.
 */
export class ListHealth {
  readonly #last = new Map<List, "given" | Failing>();

  given(list: List): void {
    this.#last.set(list, "given");
  }

  /** What was taken back or never sent says nothing. */
  failed(list: List, error: unknown): void {
    if (!(error instanceof ApiError) || error.kind === "aborted") return;
    this.#last.set(list, { list, status: error.status ?? null });
  }

  isGiven(list: List): boolean {
    return this.#last.get(list) === "given";
  }

  /** Leads before opt-ins. */
  get failing(): Failing | undefined {
    for (const list of LISTS) {
      const last = this.#last.get(list);
      if (last !== undefined && last !== "given") return last;
    }
    return undefined;
  }
}
