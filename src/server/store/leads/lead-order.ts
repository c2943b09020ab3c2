import { type AliasableExpression, type RawBuilder, sql } from "kysely";
import type { LeadSort, LeadSortColumn } from "#api/contract/lead-query.ts";
import type { Dictionary } from "../dictionary.ts";
import { allOf, anyOf, NOBODY, type SqlCondition } from "./lead-filter.ts";

type Value = string | number | null;

/** One of the things that a list is ordered by. */
interface Term {
  /** Over the columns of `leads`. */
  readonly value: AliasableExpression<Value>;
  readonly desc: boolean;
  /** Where leads stand that have nothing there; left out where all have something. */
  readonly nulls?: "first" | "last";
}

/** What a list is ordered by; the last term tells any two leads apart, so that pages never overlap. */
export type Order = readonly Term[];

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
    ? sql<null>`null`
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

/** The same leads from the last to the first. */
export const reversed = (order: Order): Order =>
  order.map(({ desc, nulls, ...term }) => ({
    ...term,
    desc: !desc,
    ...(nulls && { nulls: nulls === "last" ? ("first" as const) : ("last" as const) }),
  }));

export const orderBy = (order: Order): RawBuilder<unknown> =>
  sql.join(
    order.map(
      ({ value, desc, nulls }) =>
        sql`${value}${sql.raw(desc ? " desc" : " asc")}${sql.raw(nulls ? ` nulls ${nulls}` : "")}`,
    ),
  );

/** What a lead has of everything that it is ordered by. */
export type Place = readonly Value[];

/**
 * Comes before the place in that order. The condition on the first term alone lets an index begin
 * there: databases don't see it in the others.
 */
export function before(order: Order, place: Place): SqlCondition {
  const ways = order.map((term, at) =>
    allOf([
      ...order.slice(0, at).map((same, n) => isSame(same, place[n] ?? null)),
      isBefore(term, place[at] ?? null),
    ]),
  );
  const [first] = order;
  const [value = null] = place;
  if (!first || first.nulls === "first" || value === null) return anyOf(ways);
  const beginning = sql<boolean>`${first.value} ${sql.raw(first.desc ? ">=" : "<=")} ${value}`;
  return allOf([beginning, anyOf(ways)]);
}

const isSame = ({ value }: Term, at: Value): SqlCondition =>
  at === null ? sql<boolean>`${value} is null` : sql<boolean>`${value} = ${at}`;

function isBefore({ value, desc, nulls }: Term, at: Value): SqlCondition {
  if (at === null)
    return nulls === "last" ? sql<boolean>`${value} is not null` : sql<boolean>`false`;
  const isBeyond = sql<boolean>`${value} ${sql.raw(desc ? ">" : "<")} ${at}`;
  return nulls === "first" ? anyOf([isBeyond, sql<boolean>`${value} is null`]) : isBeyond;
}
