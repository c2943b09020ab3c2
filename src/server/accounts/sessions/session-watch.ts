import type { Store } from "#server/store/open.ts";

/** How long after a commit all sessions are checked again, once for all commits meanwhile, in milliseconds. */
const GATHER_MS = 500;

/** Why one looks: somebody signed out by themselves, or anything else happened. */
export type Reason = "signed-out" | "changed";

type Look = (reason: Reason) => void;

/** Has those looked at again who were let in for long, whenever a session may have changed or ended. */
export class SessionWatch {
  readonly #store: Pick<Store, "onCommit">;
  readonly #looks = new Set<Look>();
  #gathering: NodeJS.Timeout | undefined;
  #leaveStore: (() => void) | undefined;

  constructor(store: Pick<Store, "onCommit">) {
    this.#store = store;
  }

  /**
   * Calls `look` after every change of sessions by this process, and soon after commits by any.
   * Gives the function that ends it.
   */
  follow(look: Look): () => void {
    this.#looks.add(look);
    this.#leaveStore ??= this.#store.onCommit(() => this.#lookSoon());
    return () => {
      this.#looks.delete(look);
      if (this.#looks.size > 0) return;
      this.#leaveStore?.();
      this.#leaveStore = undefined;
      clearTimeout(this.#gathering);
      this.#gathering = undefined;
    };
  }

  /** This process ended or changed sessions. */
  changed(reason: Reason = "changed"): void {
    for (const look of this.#looks) look(reason);
  }

  #lookSoon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.changed();
    }, GATHER_MS).unref();
  }
}
