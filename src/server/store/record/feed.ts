type Listener<T> = (news: T) => void;

/** Tells listeners in this process what is new, as it happens. */
export class Feed<T> {
  readonly #listeners = new Set<Listener<T>>();

  publish(news: T): void {
    for (const listener of this.#listeners) listener(news);
  }

  /** Gives the function that ends it. */
  subscribe(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
