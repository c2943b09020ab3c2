import type { Store } from "#server/store/open.ts";

/** So soon it is noticed that another process changed an account, in milliseconds. */
const LOOK_MS = 1_000;

/** Why one looks: somebody signed out by themselves, or anything else happened. */
export type Reason = "signed-out" | "changed";

type Look = (reason: Reason) => void;

/** Has those looked at again who were let in for long, whenever a session may have changed or ended. */
export class SessionWatch {
  readonly #store: Pick<Store, "version">;
  readonly #looks = new Set<Look>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Pick<Store, "version">) {
    this.#store = store;
  }

  /**
   * Calls `look` after every change of sessions by this process, and within a second of commits by
   * any. Gives the function that ends it.
   */
  follow(look: Look): () => void {
    this.#looks.add(look);
    this.#timer ??= this.#lookForCommits();
    return () => {
      this.#looks.delete(look);
      if (this.#looks.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** This process ended or changed sessions. */
  changed(reason: Reason = "changed"): void {
    for (const look of this.#looks) look(reason);
  }

  #lookForCommits(): NodeJS.Timeout {
    let version = this.#store.version();
    return setInterval(() => {
      const before = version;
      version = this.#store.version();
      if (version !== before) this.changed();
    }, LOOK_MS);
  }
}
