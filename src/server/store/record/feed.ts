/** What was committed, by the ids of the leads concerned. */
export interface Changes {
  /** Leads that were there before and are different now. */
  readonly leads: readonly string[];
  /** Leads that are no longer there. */
  readonly gone?: readonly string[];
  /** Whether there is more than that: leads that are new. */
  readonly others?: boolean;
  /** Leads of which something changed that lists don't show: their opt-ins. */
  readonly details?: readonly string[];
  /** Whether the list of all opt-ins is different; it always is where leads are gone. */
  readonly optIns?: boolean;
  /** Whether what all leads point at is different: the statuses. */
  readonly statuses?: boolean;
}

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

/** Told after the commit, by whoever wrote. */
export type ChangeFeed = Feed<Changes>;
