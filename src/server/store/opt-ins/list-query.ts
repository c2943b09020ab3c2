import { sql, type SqlBool } from "kysely";
import type { OptInQuery, OptInSort } from "#api/contract/opt-ins/opt-in-query.ts";
import {
  allOf,
  anyOf,
  oneOf,
  filterConditions,
  type SqlCondition,
  type Values,
  within,
} from "../conditions.ts";
import { type Dictionary, formsNamed, readDictionary } from "../dictionary.ts";
import type { Store } from "../open.ts";
import { type Order, reversed } from "../order.ts";

/** The contract's filters, and the documented API's lead, by its id in any case. */
type FilterName = Exclude<keyof OptInQuery["filter"], `not_${string}`> | "lead_id";

type OptInsFilter = {
  readonly [name in FilterName | `not_${FilterName}`]?: Values | undefined;
};

/** Which opt-ins a list has, and in which order. */
export interface OptInsQuery {
  readonly filter?: OptInsFilter;
  /** Left out or empty: newest first. */
  readonly sort?: readonly OptInSort[];
}

interface Context extends Pick<Store, "withoutIndex"> {
  readonly dictionary: Dictionary;
}

/** What the values say of an opt-in's row. */
const FILTERS: Readonly<Record<FilterName, (values: Values, context: Context) => SqlCondition>> = {
  // One source's stand in its index in the order of lists; those of several would all be sorted.
  source: (values, { withoutIndex }) =>
    oneOf(values.length > 1 ? withoutIndex("source") : "source", values),
  form(values, { dictionary }) {
    const forms = formsNamed(dictionary, values);
    return oneOf("form", values.includes(null) ? [null, ...forms] : forms);
  },
  created: (values) => anyOf(values.map((value) => within("created_at", value))),
  lead_id: (values) =>
    anyOf(
      values.map(
        (id) => sql<SqlBool>`lead = (select seq from leads where id = ${id && id.toLowerCase()})`,
      ),
    ),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
const NAMES = Object.keys(FILTERS) as FilterName[];

/** Alike in time, their ids decide, so that pages never overlap. */
const NEWEST_FIRST: Order = [
  { value: sql.ref("created_at"), desc: true },
  { value: sql.ref("id"), desc: false },
];

/** What a query says in SQL, by the columns of `opt_ins`. */
export interface ListSql {
  readonly condition: SqlCondition;
  /** Whether it speaks of the source alone: how many match is told by `opt_in_counts` then. */
  readonly isCounted: boolean;
  readonly order: Order;
}

/** The one place where a query for opt-ins becomes SQL: for lists, totals and places in lists. */
export async function inSql(
  store: Store,
  { filter = {}, sort = [] }: OptInsQuery,
): Promise<ListSql> {
  const context = { dictionary: await readDictionary(store), withoutIndex: store.withoutIndex };
  const said = NAMES.map((name) => ({
    name,
    conditions: filterConditions(
      (values) => FILTERS[name](values, context),
      filter[name],
      filter[`not_${name}`],
    ),
  })).filter(({ conditions }) => conditions.length > 0);
  return {
    condition: allOf(said.flatMap(({ conditions }) => conditions)),
    isCounted: said.every(({ name }) => name === "source"),
    // As the index has it, read forwards or backwards. A second sort would find nothing alike.
    order: sort[0]?.desc === false ? reversed(NEWEST_FIRST) : NEWEST_FIRST,
  };
}
