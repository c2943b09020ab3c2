import { type AliasableExpression, type RawBuilder, sql } from "kysely";
import { allOf, anyOf, type SqlCondition } from "./conditions.ts";

export type Value = string | number | null;

/** One of the things that a list is ordered by. */
export interface Term {
  /** Over the columns of the list's table. */
  readonly value: AliasableExpression<Value>;
  readonly desc: boolean;
  /** Where rows stand that have nothing there; left out where all have something. */
  readonly nulls?: "first" | "last";
}

/** What a list is ordered by; the last term tells any two rows apart, so that pages never overlap. */
export type Order = readonly Term[];

/** The same rows from the last to the first. */
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

/** What a row has of everything that it is ordered by. */
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
