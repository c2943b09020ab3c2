import { sql, type SqlBool } from "kysely";
import { NONE } from "#api/contract/leads/filter-values.ts";
import type { PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { type FilterValues, MOST_VALUES } from "#api/contract/leads/filter-counts.ts";
import type { ValueCount } from "#api/contract/leads/lead-views.ts";
import { OWNERS, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { allOf, type SqlCondition } from "../conditions.ts";
import { readDictionary } from "../dictionary.ts";
import { conditionOf, conditionsOf } from "../leads/lead-filter.ts";
import { inSql, type LeadsQuery } from "../leads/list-query.ts";
import type { Store } from "../open.ts";
import { addressOf } from "../people.ts";

/** Values as the filter's user writes them, with what stands for each in a filter of the store. */
type Written = ReadonlyMap<string, string | null>;

/**
 * How many leads have each of a filter's values under the other filters, the most frequent first.
 * @param written the values to count, in whose order they are given; left out: all that leads have
 */
export const countFilterValues = (
  store: Store,
  { filter, ...query }: LeadsQuery,
  name: PlainFilterName,
  written?: Written,
): Promise<FilterValues> =>
  store.read(async (snapshot) => {
    const others = {
      ...query,
      filter: { ...filter, [name]: undefined, [`not_${name}`]: undefined },
    };
    const { selection } = await inSql(snapshot, others);
    const under = allOf(conditionsOf(selection));
    const rows = written
      ? await countEach(snapshot, under, name, written)
      : await countAll(snapshot, under, name);
    return {
      values: rows.slice(0, MOST_VALUES),
      has_more: rows.length > MOST_VALUES,
      is_incomplete: name === "campaign" && (await lacksDetails(snapshot)),
    };
  });

/** One walk through the leads for all of them. */
async function countEach(
  store: Store,
  under: SqlCondition,
  name: PlainFilterName,
  written: Written,
): Promise<ValueCount[]> {
  if (written.size === 0) return [];
  const { withoutIndex } = store;
  const context = { dictionary: await readDictionary(store), now: Date.now(), withoutIndex };
  const values = [...written];
  const counts = await store.db
    .selectFrom("leads")
    .where(under)
    .select(
      values.map(([, value], at) =>
        sql<
          number | null
        >`sum(case when ${conditionOf(name, [value], context)} then 1 else 0 end)`.as(`n${at}`),
      ),
    )
    .executeTakeFirstOrThrow();
  return values.map(([value], at) => ({ value, count: counts[`n${at}`] ?? 0 }));
}

async function countAll(
  store: Store,
  under: SqlCondition,
  name: PlainFilterName,
): Promise<ValueCount[]> {
  switch (name) {
    case "country":
      return countCountries(store, under);
    case "form":
    case "campaign": {
      const named = await countOptIns(store, under, name);
      const [none] = await countEach(store, under, name, new Map([[NONE, null]]));
      return none && none.count > 0 ? [none, ...named] : named;
    }
    case "owner":
      return countOwners(store, under);
    default:
      return [];
  }
}

const count = sql<number>`count(*)`;

async function countCountries({ db }: Store, under: SqlCondition): Promise<ValueCount[]> {
  const rows = await db
    .selectFrom("leads")
    .where(under)
    .groupBy("phone_country")
    .select(["phone_country as value", count.as("count")])
    .orderBy(count, "desc")
    .orderBy("phone_country")
    .execute();
  return rows.map((row) => ({ ...row, value: row.value ?? NONE }));
}

/** By name; each lead once for each of its owners. */
async function countOwners(store: Store, under: SqlCondition): Promise<ValueCount[]> {
  const { people } = await readDictionary(store);
  const owned = sql.join(
    OWNERS.map(
      ({ owner }) => sql`select seq, ${sql.ref(owner)} as person from leads where ${under}`,
    ),
    sql` union `,
  );
  const { rows } = await sql<{ person: number; n: number }>`
    select person, ${count} as n from (${owned}) as owned group by person`.execute(store.db);
  const counts = new Map(rows.map(({ person, n }) => [person, n]));
  const none = await countEach(store, under, "owner", new Map([[UNASSIGNED, null]]));
  const each = [...people.values()].map((person) => ({
    value: addressOf(person),
    count: counts.get(person.seq) ?? 0,
  }));
  return [...none, ...each].filter((one) => one.count > 0);
}

/** Each lead once, however many of its opt-ins have the same. */
async function countOptIns(
  { db }: Store,
  under: SqlCondition,
  name: "form" | "campaign",
): Promise<ValueCount[]> {
  const value = name === "form" ? sql<string>`forms.name` : sql<string>`opt_ins.utm_campaign`;
  const leads = sql<number>`count(distinct opt_ins.lead)`;
  return db
    .selectFrom("opt_ins")
    .$if(name === "form", (query) => query.innerJoin("forms", "forms.seq", "opt_ins.form"))
    .where(sql<SqlBool>`${value} is not null`)
    .where(sql<SqlBool>`opt_ins.lead in (select seq from leads where ${under})`)
    .groupBy(value)
    .select([value.as("value"), leads.as("count")])
    .orderBy(leads, "desc")
    .orderBy(value)
    .limit(MOST_VALUES + 1)
    .execute();
}

/** Whether what only an opt-in's details say is missing of any. */
async function lacksDetails({ db }: Store): Promise<boolean> {
  const found = await db
    .selectFrom("opt_ins")
    .select("seq")
    .where("lacks_details", "=", sql.lit(1))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
