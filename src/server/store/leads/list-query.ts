import type { LeadSort } from "#api/contract/leads/lead-query.ts";
import { readDictionary } from "../dictionary.ts";
import type { Store } from "../open.ts";
import type { Order } from "../order.ts";
import { filterIn, type LeadsFilter, type Selection } from "./lead-filter.ts";
import { orderOf } from "./lead-order.ts";
import { searchCondition } from "./lead-search.ts";

/** Which leads a list has, and in which order. */
export interface LeadsQuery {
  readonly filter?: LeadsFilter;
  /** Words that must all be found; left out or empty: all. */
  readonly search?: string;
  /** Left out or empty: newest first. */
  readonly sort?: readonly LeadSort[];
}

/** What a query says in SQL. */
export interface ListSql {
  readonly selection: Selection;
  readonly order: Order;
}

/**
 * The one place where a list's query becomes SQL: what lists, totals, counts and places in lists
 * are read with.
 */
export async function inSql(
  store: Store,
  { filter = {}, search = "", sort = [] }: LeadsQuery,
): Promise<ListSql> {
  const dictionary = await readDictionary(store);
  const { withoutIndex } = store;
  const { counted, others } = filterIn(filter, { dictionary, now: Date.now(), withoutIndex });
  const found = searchCondition(search, dictionary);
  return {
    selection: { counted, others: found ? [found, ...others] : others },
    order: orderOf(sort, dictionary),
  };
}
