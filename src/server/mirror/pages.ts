import type { Pagination } from "#api/contract/endpoint.ts";
import type { ApiError } from "#api/errors.ts";
import { isAboutOne } from "./about-one.ts";
import type { AskedAt } from "./hermon/hermon.ts";
import { fieldsOf } from "./rows/lenient.ts";

/** The most that Hermon gives at once. */
export const PAGE_SIZE = 100;

/** Pages asked for at once: as many as the budget lets background work have under way. */
const AHEAD = 3;

/** A page as Hermon answered it. */
export interface RawPage extends AskedAt {
  readonly rows: readonly unknown[];
  readonly pagination: Pagination;
}

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
  /** What Hermon last said; `null` when no page was read. */
  readonly total: number | null;
  /** How many rows were found; one that is listed twice counts twice, unless its whole page is known. */
  readonly read: number;
}

interface WalkOptions {
  /** The first page to read, from 1. */
  readonly from: number;
  readonly ask: (page: number) => Promise<RawPage>;
  /** Given one page after another, in order. */
  readonly take: (page: NumberedPage) => Promise<void>;
  /** Told of a page that Hermon doesn't give in a way that can be read; the walk goes on behind it. */
  readonly onBroken: (page: number, error: ApiError) => void;
}

/**
 * Reads a list page by page to its end, some pages ahead of the one that is taken.
 * @throws what `ask` throws unless it is an ApiError, and what `take` throws
 */
export async function walkPages({ from, ask, take, onBroken }: WalkOptions): Promise<Walk> {
  const asked = new Map<number, Promise<RawPage>>();
  const totals = new Set<number>();
  const found = new Found((from - 1) * PAGE_SIZE);
  let last = from;
  let isBroken = false;
  for (let number = from; number <= last; number += 1) {
    for (let next = number; next <= Math.min(last, number + AHEAD - 1); next += 1) {
      if (!asked.has(next)) asked.set(next, ahead(ask(next)));
    }
    const page = await orBroken(asked.get(number) ?? ask(number), (error) =>
      onBroken(number, error),
    );
    asked.delete(number);
    if (!page) {
      isBroken = true;
      continue;
    }
    const { total, totalPages, hasNext } = page.pagination;
    totals.add(total);
    // Its word on further pages may be wrong both ways: what counts is whether they bring anything.
    const isMore = found.add(page.rows) && (hasNext || found.count < total);
    const isEmpty = page.rows.length === 0;
    if (isEmpty && number <= totalPages && found.count < total) isBroken = true;
    last = isEmpty ? number : Math.max(totalPages, isMore ? number + 1 : number);
    await take({ ...page, number });
  }
  const total = [...totals].at(-1) ?? null;
  return {
    isWhole: !isBroken && from === 1,
    isSteady: totals.size <= 1,
    total,
    read: found.count + found.repeated,
  };
}

/** The different rows that a walk has come across. */
class Found {
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

  /** Gives whether any of these is a new one. Those without an id all look alike, and are not. */
  add(rows: readonly unknown[]): boolean {
    const before = this.#ids.size;
    let known = 0;
    for (const row of rows) {
      const { id } = fieldsOf(row);
      if (id === undefined || id === null) this.#others += 1;
      else if (this.#ids.has(id)) known += 1;
      else this.#ids.add(id);
    }
    const isNews = this.#ids.size > before;
    if (isNews) this.#repeated += known;
    return isNews;
  }
}

/** Nobody may be waiting for it when it fails. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function orBroken<T>(
  promise: Promise<T>,
  tell: (error: ApiError) => void,
): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (!isAboutOne(error)) throw error;
    tell(error);
    return undefined;
  }
}
