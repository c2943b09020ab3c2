import { type RawBuilder, sql, type SqlBool } from "kysely";
import { readTimeRange } from "#api/contract/time-range.ts";

/** What is said of a row, by the columns of its table. */
export type SqlCondition = RawBuilder<SqlBool>;

/** What a filter is given; `null` is for rows that have nothing there. */
export type Values = readonly (string | null)[];

/** What a filter's values and those of its opposite say of a row, where they are given. */
export const filterConditions = (
  condition: (values: Values) => SqlCondition,
  given: Values | undefined,
  not: Values | undefined,
): SqlCondition[] => [
  ...(given ? [condition(given)] : []),
  // A condition on NULL is neither true nor false, and such a row has none of the values.
  ...(not ? [sql<SqlBool>`(${condition(not)}) is not true`] : []),
];

export const allOf = (conditions: readonly SqlCondition[]): SqlCondition =>
  conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;

export const anyOf = (conditions: readonly SqlCondition[]): SqlCondition =>
  conditions.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.join(
        conditions.map((one) => sql`(${one})`),
        sql` or `,
      )})`;

/** PostgreSQL has no empty list, and no list finds what is null. */
export function oneOf(
  column: string | RawBuilder<unknown>,
  values: readonly (string | number | null)[],
): SqlCondition {
  const given = values.filter((value) => value !== null);
  const named = typeof column === "string" ? sql.ref(column) : column;
  const isNull = sql<SqlBool>`${named} is null`;
  const isGiven = sql<SqlBool>`${named} in (${sql.join(given)})`;
  if (given.length === 0) return values.length > 0 ? isNull : sql<SqlBool>`false`;
  return values.length > given.length ? anyOf([isGiven, isNull]) : isGiven;
}

/** Of the times in a column those in a range, as the contract's `readTimeRange` reads it. */
export function within(column: string, value: string | null): SqlCondition {
  const range = readTimeRange(value ?? "");
  if (!range) return sql<SqlBool>`false`;
  const { from, to } = range;
  const time = sql.ref(column);
  return allOf([
    ...(from === undefined ? [] : [sql<SqlBool>`${time} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${time} < ${to}`]),
  ]);
}
