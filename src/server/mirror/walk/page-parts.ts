import type { Pagination } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import type { AskedAt } from "../hermon/hermon.ts";
import type { Retries } from "../hermon/tries.ts";

/** The most that Hermon gives at once. */
export const PAGE_SIZE = 100;

/** A part of a list that can't be read: rows by their place in it, from 1, both included. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** A row alone is known to be there, and what it is can't be read. */
export const isSingle = ({ from, to }: Gap): boolean => from === to;

/** How many rows stand there. */
export const rowsIn = (gaps: readonly Gap[]): number =>
  gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** Joins gaps that stand side by side and have the same reason. */
export function joinGaps(gaps: readonly Gap[]): Gap[] {
  const joined: Gap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    const isNext = last?.to === gap.from - 1 && last.why === gap.why;
    if (isNext) joined.splice(-1, 1, { ...last, to: gap.to });
    else joined.push(gap);
  }
  return joined;
}

/** A page as Hermon answered it. */
export interface AnsweredPage extends AskedAt {
  readonly rows: readonly unknown[];
  readonly pagination: Pagination;
}

/** A page or a part of it. The pagination is the page's. */
export interface RawPage extends AnsweredPage {
  /** The place of its first row in the list, from 0. */
  readonly from: number;
  /** What of the page can't be read; told with its last part. */
  readonly gaps: readonly Gap[];
  /** Whether all of the page has come with it. */
  readonly isLast: boolean;
}

/** A page that was asked for: whole, or part after part, asked for as they are read. To be read once. */
export type PageReading = AsyncIterable<RawPage>;

export type AskPage = (page: number, limit: number, retries?: Retries) => Promise<AnsweredPage>;

/** A page that has more rows isn't one of a hundred. */
const MOST_ROWS = 10 * PAGE_SIZE;

/** Parts of a page are a tenth of it, then a row. */
const TENTH = 10;

/**
 * When more of ten parts fail, it isn't the rows: they aren't asked for one by one, and a poll asks
 * for no further part.
 */
const MOST_BROKEN_PARTS = 3;

/** Parts under way at once: while one fails, another says whether Hermon answers at all. */
const AT_ONCE = 2;

/**
 * Asks for a page, and when it can't be read, for its parts: one row that is too long, or that
 * Hermon itself stumbles over, costs no others, and pages of any length take little memory.
 * @param size how many rows Hermon puts on a page when it is asked for a hundred
 * @param isPoll whether it is asked for again in seconds: what can't be read of it is left to the scan
 * @throws {ApiError} when no part of it can be read, which is found out in reading; and whatever else
 *   `ask` throws
 */
export async function askPage(
  ask: AskPage,
  number: number,
  size: number,
  isPoll = false,
): Promise<PageReading> {
  try {
    const page = await ask(number, PAGE_SIZE, "few");
    if (page.rows.length > MOST_ROWS) throw tooManyRows();
    return only({ ...page, from: (number - 1) * size, gaps: [], isLast: true });
  } catch (error) {
    if (!mayBeOfOneRow(error)) throw error;
    return new Parts(ask, number, size, isPoll).read(error);
  }
}

async function* only(page: RawPage): PageReading {
  yield page;
}

/** What Hermon says "no" to isn't a matter of how much is asked for. */
function mayBeOfOneRow(error: unknown): error is ApiError {
  if (!isAboutOne(error) || error.kind === "aborted") return false;
  return error.kind !== "http" || (error.status ?? 0) >= 500;
}

/** From the first row's place, from 0, up to that behind the last. */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface BrokenPart extends Range {
  readonly error: ApiError;
}

class Parts {
  readonly #ask: AskPage;
  readonly #number: number;
  readonly #size: number;
  readonly #isPoll: boolean;
  readonly #gaps: Gap[] = [];
  #last: AnsweredPage | undefined;
  #hasRows = false;

  constructor(ask: AskPage, number: number, size: number, isPoll: boolean) {
    this.#ask = ask;
    this.#number = number;
    this.#size = size;
    this.#isPoll = isPoll;
  }

  /** @throws `error` when nothing of it can be read */
  async *read(error: ApiError): PageReading {
    const [number, size] = [this.#number, this.#size];
    yield* this.#range({ from: (number - 1) * size, to: number * size }, size / TENTH);
    const last = this.#last;
    if (!last) throw error;
    const gaps = this.#gaps
      .map((gap) => ({ ...gap, to: Math.min(gap.to, last.pagination.total) }))
      .filter(({ from, to }) => from <= to);
    // A list's last page may have but the few rows that can't be read.
    const isOfRows = gaps.every(isSingle) && gaps.length <= MOST_BROKEN_PARTS;
    if (!this.#hasRows && !(isOfRows && gaps.length > 0)) throw error;
    yield { ...this.#part(last, number * size), rows: [], gaps, isLast: true };
  }

  /** Rows of a range so many at a time, and those of parts that fail one by one. */
  async *#range(range: Range, most: number): PageReading {
    const limit = Math.max(1, Math.floor(most));
    const broken: BrokenPart[] = [];
    const pages = pagesOf(range, limit);
    const ahead: Promise<RawPage | BrokenPart | undefined>[] = [];
    const isEnough = () => this.#isPoll && broken.length > MOST_BROKEN_PARTS;
    while (pages.length + ahead.length > 0 && !isEnough()) {
      while (ahead.length < AT_ONCE && pages.length > 0) {
        const asked = this.#askPart(pages.shift() ?? 0, limit);
        // Nobody may be waiting for it when it fails.
        asked.catch(() => undefined);
        ahead.push(asked);
      }
      const part = await ahead.shift();
      if (part && "error" in part) broken.push(part);
      else if (part) yield part;
    }
    yield* this.#mend(broken, limit);
  }

  async *#mend(broken: readonly BrokenPart[], limit: number): PageReading {
    const isOfRows = limit > 1 && broken.length <= MOST_BROKEN_PARTS && !this.#isPoll;
    for (const { error, ...part } of broken) {
      if (isOfRows) yield* this.#range(part, 1);
      else this.#gaps.push({ from: part.from + 1, to: part.to, why: error.message });
    }
  }

  async #askPart(page: number, limit: number): Promise<RawPage | BrokenPart | undefined> {
    const from = (page - 1) * limit;
    if (this.#last && from >= this.#last.pagination.total) return undefined;
    try {
      const part = await this.#ask(page, limit, "wary");
      if (part.rows.length > limit) throw tooManyRows();
      this.#last = { ...part, rows: [] };
      this.#hasRows ||= part.rows.length > 0;
      return this.#part(part, from);
    } catch (error) {
      if (!mayBeOfOneRow(error)) throw error;
      return { from, to: page * limit, error };
    }
  }

  #part(part: AnsweredPage, from: number): RawPage {
    const [number, size] = [this.#number, this.#size];
    const { total } = part.pagination;
    const pagination = {
      page: number,
      limit: size,
      total,
      totalPages: Math.ceil(total / size),
      hasNext: number * size < total,
      hasPrev: number > 1,
    };
    return { ...part, pagination, from, gaps: [], isLast: false };
  }
}

/** The pages of so many rows that hold a range. */
function pagesOf({ from, to }: Range, limit: number): number[] {
  const first = Math.floor(from / limit) + 1;
  return Array.from({ length: Math.ceil(to / limit) - first + 1 }, (_, at) => first + at);
}

/** Who gives more rows than were asked for counts pages in a way of its own. */
const tooManyRows = () =>
  new ApiError({
    kind: "unexpected-shape",
    endpoint: "A page of a list",
    happened: "more rows than were asked for",
  });
