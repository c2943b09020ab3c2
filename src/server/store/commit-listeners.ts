/** Begins to find out about commits; gives the function that ends it. */
export type Watch = (tell: () => void) => () => void;

/** Those who are told of commits. Other processes' are looked for as long as there is somebody to tell. */
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
    this.#endWatch ??= this.#watch(this.tell);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  readonly tell = (): void => {
    for (const listener of this.#listeners) listener();
  };

  close(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
  }
}
