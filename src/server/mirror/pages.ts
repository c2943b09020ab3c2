import type { Pagination } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";

/** The most that Hermon gives at once. */
export const PAGE_SIZE = 100;

/** Pages asked for at once: as many as the budget lets background work have under way. */
const AHEAD = 3;

/** A page as Hermon answered it. */
export interface RawPage {
  readonly rows: readonly unknown[];
  readonly pagination: Pagination;
  /** When it was asked for, in milliseconds since 1970. */
  readonly sentAt: number;
}

export interface NumberedPage extends RawPage {
  /** From 1. */
  readonly number: number;
}

/** How a walk through a list went. */
export interface Walk {
  /** Whether all rows there are were read, from the first page to the last. */
  readonly isWhole: boolean;
  /** Whether the list had as many rows at the end as at the start. */
  readonly isSteady: boolean;
  /** What Hermon last said; `null` when no page was read. */
  readonly total: number | null;
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
  let last = from;
  let rows = 0;
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
    rows += page.rows.length;
    const isEmpty = page.rows.length === 0;
    last = isEmpty ? number : Math.max(totalPages, hasNext ? number + 1 : number);
    await take({ ...page, number });
  }
  const total = [...totals].at(-1) ?? null;
  const isWhole = !isBroken && from === 1 && rows >= (total ?? Infinity);
  return { isWhole, isSteady: totals.size <= 1, total };
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
    if (!(error instanceof ApiError) || isRefusal(error)) throw error;
    tell(error);
    return undefined;
  }
}

const isRefusal = ({ status }: ApiError) => status === 401 || status === 403;
