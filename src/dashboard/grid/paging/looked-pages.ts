/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Rows in the whole list. */
  readonly total: number;
}

/** What became of asking for a page. */
export interface LookedPage<Row> {
  /** Missing until it came. */
  readonly data: Page<Row> | undefined;
  /** Why it couldn't be had, the last time it was asked for. */
  readonly error: Error | null;
  /** When it came, in milliseconds. */
  readonly at: number;
}

/**
 * The pages of a list that one has looked at, as rows by their place in the whole list. No plain
 * object, or TanStack Query would look for what stayed the same in every field of a row.
 */
export class LookedPages<Row extends { readonly id: string }> {
  readonly #pages: ReadonlyMap<number, LookedPage<Row>>;
  readonly #size: number;

  /** @param numbers of the pages, from 1 */
  constructor(numbers: readonly number[], pages: readonly LookedPage<Row>[], size: number) {
    this.#pages = new Map(pages.map((page, at) => [numbers[at] ?? 0, page]));
    this.#size = size;
  }

  /** Whether it would be the same if it were made of these. */
  isOf(pages: readonly LookedPage<Row>[]): boolean {
    const before = [...this.#pages.values()];
    return (
      pages.length === before.length &&
      pages.every(({ data, error, at }, place) => {
        const known = before[place];
        return known?.data === data && known?.error === error && known.at === at;
      })
    );
  }

  readonly rowAt = (index: number): Row | undefined =>
    this.#pageWith(index)?.data?.rows[index % this.#size];

  readonly indexOf = (id: string): number | undefined => {
    for (const [number, { data }] of this.#pages) {
      const at = data?.rows.findIndex((row) => row.id === id) ?? -1;
      if (at >= 0) return (number - 1) * this.#size + at;
    }
    return undefined;
  };

  readonly hasFailed = (index: number): boolean => {
    const { data, error } = this.#pageWith(index) ?? {};
    return !data && !!error;
  };

  /** As the latest answer has it: rows come in while one scrolls. */
  get total(): number | undefined {
    const came = [...this.#pages.values()].filter(({ data }) => data);
    return came.toSorted((a, b) => b.at - a.at)[0]?.data?.total;
  }

  get error(): Error | undefined {
    return [...this.#pages.values()].find(({ error }) => error)?.error ?? undefined;
  }

  #pageWith(index: number): LookedPage<Row> | undefined {
    return this.#pages.get(Math.floor(index / this.#size) + 1);
  }
}
