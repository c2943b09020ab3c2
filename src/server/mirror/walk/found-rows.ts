import { isSingle, type RawPage } from "./page-parts.ts";
import { fieldsOf } from "../rows/lenient.ts";

/** The different rows that a walk has come across. */
export class Found {
  readonly #ids = new Set<unknown>();
  #others: number;
  #repeated = 0;

  /** @param before rows on the pages that an earlier walk has read */
  constructor(before: number) {
    this.#others = before;
  }

  get count(): number {
    return this.#ids.size + this.#others;
  }

  /** Rows that had been found before, on pages that had new ones as well. */
  get repeated(): number {
    return this.#repeated;
  }

  /**
   * @param most how many there should be in all
   * @returns what these bring (some that are `new`, only such as have no id and can't be told apart,
   *   or `nothing`), and how many of them, from the first, aren't too many
   */
  add({ rows, gaps }: Pick<RawPage, "rows" | "gaps">, most: number): Met {
    const before = { ids: this.#ids.size, others: this.#others };
    let known = 0;
    let within = 0;
    // Each is a row, though not one that can be read.
    this.#others += gaps.filter(isSingle).length;
    for (const row of rows) {
      const { id } = fieldsOf(row);
      if (id === undefined || id === null) this.#others += 1;
      else if (this.#ids.has(id)) known += 1;
      else this.#ids.add(id);
      if (this.count <= most) within += 1;
    }
    if (this.#ids.size > before.ids) {
      this.#repeated += known;
      return { brought: "new", within };
    }
    return { brought: this.#others > before.others ? "odd" : "nothing", within };
  }
}

export type Brought = "new" | "odd" | "nothing";

interface Met {
  readonly brought: Brought;
  readonly within: number;
}
