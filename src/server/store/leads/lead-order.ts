import { type AliasableExpression, type RawBuilder, sql } from "kysely";
import type { LeadSort, LeadSortColumn } from "#api/contract/leads/lead-query.ts";
import type { Dictionary } from "../dictionary.ts";
import type { Order, Term, Value } from "../order.ts";
import { NOBODY } from "./lead-filter.ts";

const NEWEST_FIRST: Order = [
  { value: sql.ref("created_at"), desc: true },
  { value: sql.ref("id"), desc: false },
];

interface Sort {
  readonly value: (dictionary: Dictionary) => AliasableExpression<Value>;
  readonly mayBeNull?: boolean;
  /**
   * Few leads are alike in it, so that their ids may decide at once, in the same direction or the
   * opposite one: as an index has it, read forwards or backwards.
   */
  readonly thenId?: "same" | "opposite";
}

/** Statuses go as the funnel does, owners by name. */
const SORTS: Readonly<Record<LeadSortColumn, Sort>> = {
  name: { value: () => sql.ref("name_key"), thenId: "same" },
  status: { value: ({ statuses }) => rank("status", [...statuses.keys()]) },
  source: { value: () => sql.ref("source") },
  setter: ownerSort("setter"),
  closer: ownerSort("closer"),
  triager: ownerSort("triager"),
  next_touch_point: {
    value: () => sql.ref("next_touch_point_at"),
    mayBeNull: true,
    thenId: "same",
  },
  country: { value: () => sql.ref("country_key"), mayBeNull: true },
  created: { value: () => sql.ref("created_at"), thenId: "opposite" },
  updated: { value: () => sql.ref("updated_at"), thenId: "same" },
};

function ownerSort(column: string): Sort {
  return {
    value: ({ people }) =>
      rank(
        column,
        [...people.keys()].filter((seq) => seq !== NOBODY),
      ),
    mayBeNull: true,
  };
}

/** The place of a column's value among all that there are, in their order. */
const rank = (column: string, values: readonly number[]): RawBuilder<number | null> =>
  values.length === 0
    ? sql<null>`cast(null as integer)`
    : sql<number | null>`case ${sql.ref(column)} ${sql.join(
        values.map((value, at) => sql`when ${value} then ${sql.lit(at)}`),
        sql` `,
      )} end`;

/** Leads that have nothing there come last in both directions; alike in all, the newest come first. */
export function orderOf(sort: readonly LeadSort[], dictionary: Dictionary): Order {
  const terms = sort.map(({ column, desc }): Term => {
    const { value, mayBeNull } = SORTS[column];
    return { value: value(dictionary), desc, ...(mayBeNull && { nulls: "last" }) };
  });
  const last = sort.at(-1);
  const thenId = last && SORTS[last.column].thenId;
  if (!thenId) return [...terms, ...NEWEST_FIRST];
  return [...terms, { value: sql.ref("id"), desc: (thenId === "same") === last.desc }];
}
