import { type ExpressionBuilder, type QueryCreator, sql } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { LeadCounts, ValueCount } from "#api/contract/leads/lead-views.ts";
import {
  isForLeads,
  LEAD_FILTERS,
  type LeadFilterName,
  type Owner,
  OWNERS,
  SOURCES,
  UNASSIGNED,
} from "#api/contract/vocabulary.ts";
import { allOf } from "../conditions.ts";
import { type Dictionary, readDictionary } from "../dictionary.ts";
import { conditionsOf, NOBODY, type Selection } from "../leads/lead-filter.ts";
import { inSql, type LeadsQuery } from "../leads/list-query.ts";
import type { Store } from "../open.ts";
import { addressOf } from "../people.ts";
import type { LeadCountsTable } from "../leads/lead-tables.ts";
import type { Tables } from "../tables.ts";

/**
 * Exact counts under a query: of all that match, and for each filter of every value it knows under
 * the other filters, those nobody has included.
 */
export const countLeads = (store: Store, query: LeadsQuery): Promise<LeadCounts> =>
  store.read((snapshot) => readCounts(snapshot, query));

async function readCounts(store: Store, query: LeadsQuery): Promise<LeadCounts> {
  const dictionary = await readDictionary(store);
  const all = await countValues(store, EVERYTHING);
  const { selection } = await inSql(store, query);
  const { total, of } = await countValues(store, selection);
  const owners = (owner: Owner) => ownerCounts(dictionary, all.of(owner), of(owner));
  return {
    total,
    all: all.total,
    source: sourceCounts(all.of("source"), of("source")),
    status: statusCounts(dictionary, all.of("status"), of("status")),
    setter: owners("setter"),
    closer: owners("closer"),
    triager: owners("triager"),
  };
}

/** How many leads match each of several queries, at one moment. */
export const countLists = (store: Store, queries: readonly LeadsQuery[]): Promise<number[]> =>
  store.read(async (snapshot) => {
    const sizes: number[] = [];
    for (const query of queries) {
      const { selection } = await inSql(snapshot, query);
      sizes.push(await countMatching(snapshot, selection));
    }
    return sizes;
  });

const EVERYTHING: Selection = { counted: [], others: [] };

export async function countMatching({ db }: Store, selection: Selection): Promise<number> {
  const { n } = await db.selectNoFrom(totalOf(selection).as("n")).executeTakeFirstOrThrow();
  return n;
}

/** How many leads match: by what is counted already, where that tells. */
export const totalOf = (selection: Selection) => {
  const conditions = allOf(conditionsOf(selection));
  return selection.others.length === 0
    ? sql<number>`(select coalesce(sum(n), 0) from lead_counts where ${conditions})`
    : sql<number>`(select count(*) from leads where ${conditions})`;
};

/** The owner column in which the person stands most often; `null` when they own no lead. */
export async function ownerColumnOf(store: Store, email: string): Promise<Owner | null> {
  const { people } = await readDictionary(store);
  const person = [...people.values()].find((one) => one.email === emailKey(email));
  if (!person) return null;
  const { of } = await countValues(store, EVERYTHING);
  const owned = OWNERS.map(({ owner }) => ({ owner, n: of(owner).get(String(person.seq)) ?? 0 }));
  const most = owned.reduce((best, one) => (one.n > best.n ? one : best));
  return most.n > 0 ? most.owner : null;
}

type Groups = Tables & { groups: LeadCountsTable };

/**
 * Groups of leads alike in all counted columns, with how many of each meet the other conditions.
 * Those that there are of each anyway are kept: millions of leads come to a few thousand groups.
 */
const withGroups = (db: Store["db"], { others }: Selection): QueryCreator<Groups> =>
  db.with("groups", (creator) =>
    others.length === 0
      ? creator.selectFrom("lead_counts").select([...LEAD_FILTERS, "n"])
      : creator
          .selectFrom("leads")
          .where(allOf(others))
          .groupBy(LEAD_FILTERS)
          .select([...LEAD_FILTERS, (eb) => eb.fn.countAll<number>().as("n")]),
  );

const sumOf = (eb: ExpressionBuilder<Groups, "groups">) => eb.fn.sum<number | null>("n").as("n");

/** How many leads match, and how many have each value of a column under the conditions on the others. */
async function countValues({ db }: Store, selection: Selection) {
  const under = (column?: LeadFilterName) =>
    allOf(
      selection.counted.flatMap((one) =>
        column !== undefined && one.column === column ? [] : [one.condition],
      ),
    );
  const rows = await withGroups(db, selection)
    .selectFrom("groups")
    .where(under())
    .select([
      sql<LeadFilterName | "total">`'total'`.as("column"),
      sql<string | null>`null`.as("value"),
      sumOf,
    ])
    .unionAll((eb) =>
      LEAD_FILTERS.map((column) =>
        eb
          .selectFrom("groups")
          .where(under(column))
          .groupBy(column)
          .select([
            sql<LeadFilterName>`${sql.lit(column)}`.as("column"),
            sql<string | null>`cast(${sql.ref(column)} as text)`.as("value"),
            sumOf,
          ]),
      ),
    )
    .execute();
  return {
    total: rows.find(({ column }) => column === "total")?.n ?? 0,
    of: (column: LeadFilterName): Counts =>
      new Map(
        rows.flatMap((row) => (row.column === column ? [[row.value ?? "", row.n ?? 0]] : [])),
      ),
  };
}

type Counts = ReadonlyMap<string, number>;

const isUsed = (all: Counts, value: string | number) => (all.get(String(value)) ?? 0) > 0;

/** The documented sources in their order, then any others in use. */
function sourceCounts(all: Counts, counts: Counts): ValueCount[] {
  const used = [...all.keys()].filter((value) => isUsed(all, value));
  const values = new Set([...SOURCES, ...used.toSorted()]);
  return [...values].map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

/** In funnel order, every status a lead may have or has. */
const statusCounts = ({ statuses }: Dictionary, all: Counts, counts: Counts) =>
  [...statuses]
    .filter(([seq, status]) => isForLeads(status) || isUsed(all, seq))
    .map(([seq, { id }]) => ({ value: id, count: counts.get(String(seq)) ?? 0 }));

/** "Unassigned", then by name everyone who has that job in any lead. */
const ownerCounts = ({ people }: Dictionary, all: Counts, counts: Counts) => [
  { value: UNASSIGNED, count: counts.get(String(NOBODY)) ?? 0 },
  ...[...people.values()]
    .filter(({ seq }) => isUsed(all, seq))
    .map((person) => ({ value: addressOf(person), count: counts.get(String(person.seq)) ?? 0 })),
];
