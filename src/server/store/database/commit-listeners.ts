/** Begins to find out about commits; gives the function that ends it. */
export type Watch = (notify: () => void) => () => void;

/** Those who are notified of commits. Other processes' are looked for as long as there is somebody to notify. */
export class CommitListeners {
  readonly #listeners = new Set<() => void>();
  readonly #watch: Watch;
  #endWatch: (() => void) | undefined;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Gives the function that ends it. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#endWatch ??= this.#watch(this.notify);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  readonly notify = (): void => {
    for (const listener of this.#listeners) listener();
  };

  close(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
  }
}
