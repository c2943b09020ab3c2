import { ApiError } from "#api/errors.ts";
import type { List } from "../sync/progress.ts";

/** A list that is asked for and not given, and the HTTP status in its place, if any. */
interface Failing {
  readonly list: List;
  readonly status: number | null;
}

/** How Hermon last answered requests for pages of a list. */
interface Health {
  /** For its first page. */
  readonly first: "given" | Failing;
  /** Whether a later page was given although the first one wasn't: then that page alone is broken. */
  readonly isGivenBehind: boolean;
}

const LISTS = ["leads", "optIns"] as const satisfies readonly List[];

/**
 * Whether Hermon gives its lists. What doesn't give them isn't Hermon, or not in order: then nothing
 * else that it says is believed either.
 */
export class ListHealth {
  readonly #last = new Map<List, Health>();

  /** @param page from 1 */
  given(list: List, page: number): void {
    const known = this.#last.get(list);
    if (page === 1) this.#last.set(list, { first: "given", isGivenBehind: false });
    else if (known) this.#last.set(list, { ...known, isGivenBehind: known.first !== "given" });
  }

  /** What was taken back or never sent says nothing. */
  failed(list: List, page: number, error: unknown): void {
    if (!(error instanceof ApiError) || error.kind === "aborted") return;
    const known = this.#last.get(list);
    if (page === 1) {
      const first = { list, status: error.status ?? null };
      this.#last.set(list, { first, isGivenBehind: known?.isGivenBehind ?? false });
    } else if (known) this.#last.set(list, { ...known, isGivenBehind: false });
  }

  isGiven(list: List): boolean {
    const known = this.#last.get(list);
    return known !== undefined && (known.first === "given" || known.isGivenBehind);
  }

  /** Leads before opt-ins. */
  get failing(): Failing | undefined {
    for (const list of LISTS) {
      const last = this.#last.get(list);
      if (last && last.first !== "given" && !last.isGivenBehind) return last.first;
    }
    return undefined;
  }
}
