import type { ApiError } from "#api/errors.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import { type Brought, Found } from "./found-rows.ts";
import { type Gap, isSingle, PAGE_SIZE, type PageReading, type RawPage } from "./page-parts.ts";

/** Pages asked for at once: as many as the budget lets background work have under way. */
const AHEAD = 3;

/** Behind so many pages in a row that bring nothing new there won't be anything. */
const MOST_STALE = 3;

/** A page, or a part of it, and which. */
export interface NumberedPage extends RawPage {
  /** From 1. */
  readonly number: number;
}

/** How a walk through a list went. */
export interface Walk {
  /** Whether every page was given in a way that can be read, from the first one to the last. */
  readonly isWhole: boolean;
  /** Whether the list had as many rows at the end as at the start. */
  readonly isSteady: boolean;
  /** Whether it went on and on, far behind what Hermon says there is. */
  readonly isEndless: boolean;
  /** What Hermon last said; `null` when no page was read. */
  readonly total: number | null;
  /**
   * How many rows were found, those that can't be read included; one that is listed twice counts
   * twice, unless its whole page is known.
   */
  readonly read: number;
  /** What can't be read. */
  readonly gaps: readonly Gap[];
}

/** Whether a walk came to the end, and nothing but single rows can't be read. */
export const isReadThrough = ({ gaps, isEndless }: Pick<Walk, "gaps" | "isEndless">): boolean =>
  !isEndless && gaps.every(isSingle);

interface WalkOptions {
  /** The first page to read, from 1. */
  readonly from: number;
  readonly ask: (page: number) => PageReading;
  /** Given one page, or part of one, after another, in order. */
  readonly take: (page: NumberedPage) => Promise<void>;
  /** Told of a page that Hermon doesn't give in a way that can be read; the walk goes on behind it. */
  readonly onBroken: (page: number, error: ApiError) => void;
}

/** By how much a list may be longer than Hermon says it is: rows that come while one reads. */
export const mostMore = (total: number): number => Math.max(1_000, Math.ceil(total / 100));

/**
 * Reads a list page by page to its end, some pages ahead of the one that is taken.
 * @throws what `ask` throws unless it is an ApiError, and what `take` throws
 */
export async function walkPages(options: WalkOptions): Promise<Walk> {
  const walker = new Walker(options);
  await walker.walk();
  return walker.result();
}

/** A page that was read to its end. */
interface MetPage {
  readonly number: number;
  readonly pagination: RawPage["pagination"];
  /** How many it has, those that can't be read included. */
  readonly rows: number;
  readonly brought: Brought;
}

class Walker {
  readonly #options: WalkOptions;
  readonly #asked = new Map<number, PageReading>();
  readonly #totals: number[] = [];
  readonly #gaps: Gap[] = [];
  readonly #found: Found;
  /**
   * Pages with rows behind as many as Hermon said at first that there are. These are taken when the
   * end is reached: what a list without end has there isn't what Hermon counts.
   */
  readonly #held: number[] = [];
  /** Rows on a page. */
  #size = PAGE_SIZE;
  #last: number;
  #stale = 0;
  #isBroken = false;
  #isEndless = false;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#last = options.from;
    this.#found = new Found((options.from - 1) * PAGE_SIZE);
  }

  async walk(): Promise<void> {
    const { from, ask, take } = this.#options;
    for (let number = from; number <= this.#last && !this.#isEndless; number += 1) {
      await this.#read(number);
      this.#isEndless = this.#isTooMuch(number);
    }
    if (this.#isEndless) return;
    // Asked for again, so that however many there are, they don't fill the memory meanwhile.
    for (const number of this.#held) {
      for await (const part of ask(number)) await take({ ...part, number });
    }
  }

  result(): Walk {
    const { from } = this.#options;
    const [isEndless, found, total] = [this.#isEndless, this.#found, this.#totals.at(-1) ?? null];
    const gaps = this.#gaps
      .map((gap) => ({ ...gap, to: Math.min(gap.to, total ?? gap.to) }))
      .filter((gap) => gap.from <= gap.to);
    return {
      isWhole: !this.#isBroken && from === 1 && isReadThrough({ gaps, isEndless }),
      isSteady: new Set(this.#totals).size <= 1,
      isEndless,
      total,
      read: found.count + found.repeated,
      gaps,
    };
  }

  /** Reads a page while those behind it are asked for. */
  async #read(number: number): Promise<void> {
    const { from, ask, onBroken } = this.#options;
    for (let next = number; next < Math.min(this.#last + 1, number + AHEAD); next += 1) {
      if (!this.#asked.has(next)) this.#asked.set(next, ask(next));
    }
    const reading = this.#asked.get(number) ?? ask(number);
    this.#asked.delete(number);
    try {
      await this.#meet(number, reading);
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      onBroken(number, error);
      this.#isBroken = true;
      const [first, last] = [(number - 1) * this.#size + 1, number * this.#size];
      this.#gaps.push({ from: first, to: last, why: error.message });
      // How many there are, the next one may tell.
      if (number === from && number === 1) this.#last = 2;
    }
  }

  async #meet(number: number, reading: PageReading): Promise<void> {
    let rows = 0;
    let within = 0;
    let brought: Brought = "nothing";
    let pagination: RawPage["pagination"] | undefined;
    for await (const part of reading) {
      ({ pagination } = part);
      this.#totals.push(pagination.total);
      this.#gaps.push(...part.gaps);
      const met = this.#found.add(part, this.#totals[0] ?? pagination.total);
      if (met.brought === "new" || brought === "nothing") ({ brought } = met);
      rows += part.rows.length + part.gaps.filter(isSingle).length;
      within += met.within;
      await this.#options.take({ ...part, rows: part.rows.slice(0, met.within), number });
    }
    if (!pagination) return;
    if (within < rows && brought !== "nothing") this.#held.push(number);
    this.#goOn({ number, pagination, rows, brought });
  }

  /** Finds out how far the list goes, by what a page has brought. */
  #goOn({ number, pagination, rows, brought }: MetPage): void {
    const { total, totalPages, hasNext } = pagination;
    // Its word on further pages may be wrong both ways: what counts is whether they bring anything.
    const isMore = brought === "new" && (hasNext || this.#found.count < total);
    const isEmpty = rows === 0;
    if (isEmpty && number <= totalPages && this.#found.count < total) this.#isBroken = true;
    this.#stale = brought === "nothing" ? this.#stale + 1 : 0;
    const isOver = isEmpty || this.#stale >= MOST_STALE;
    this.#last = isOver ? number : Math.max(totalPages, isMore ? number + 1 : number);
    if (number < this.#last) this.#size = Math.min(rows, PAGE_SIZE);
  }

  /** Whether there is more than Hermon may well have, in rows or in pages. */
  #isTooMuch(number: number): boolean {
    const [said] = this.#totals;
    if (said === undefined) return false;
    const most = said + mostMore(said);
    return this.#found.count > most || number * this.#size > most + PAGE_SIZE;
  }
}
