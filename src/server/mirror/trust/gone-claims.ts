import type { ListHealth } from "./list-health.ts";
import type { List } from "../sync/progress.ts";
import type { Workspace } from "./workspace.ts";

/** How many are removed between two readings of their whole list, on the word of a 404 alone. */
const MOST_ON_ONE_WORD = 3;

/**
 * Whether it is believed that Hermon no longer has something. What answers 404 may not be Hermon, may
 * be another workspace of it, or may have lost a part of itself: so its lists must be given meanwhile,
 * and more than a few are taken away only when their list lacks them as well.
 */
export class GoneClaims {
  readonly #lists: ListHealth;
  readonly #workspace: Workspace;
  readonly #onOneWord = new Map<List, number>();

  constructor(lists: ListHealth, workspace: Workspace) {
    this.#lists = lists;
    this.#workspace = workspace;
  }

  /** @param isUnlisted whether its list was read through and lacks it */
  isBelieved(list: List, isUnlisted: boolean): boolean {
    if (!this.#lists.isGiven(list) || !this.#workspace.isOwn) return false;
    if (isUnlisted) return true;
    // One that was given a moment ago, while the other isn't any more, says nothing of now.
    if (this.#lists.failing) return false;
    const before = this.#onOneWord.get(list) ?? 0;
    this.#onOneWord.set(list, before + 1);
    return before < MOST_ON_ONE_WORD;
  }

  /** The whole list was read. */
  listRead(list: List): void {
    this.#onOneWord.delete(list);
  }
}
