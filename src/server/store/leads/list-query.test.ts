import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { LEAD_SORTS } from "#api/contract/leads/lead-query.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { countFilterValues } from "../counts/filter-values.ts";
import { countLeads } from "../counts/lead-counts.ts";
import type { Store } from "../open.ts";
import { openTestStore } from "../test-store.ts";
import { readLeadPosition } from "./lead-position.ts";
import { listLeads, listMatching } from "./leads.ts";
import type { LeadsQuery } from "./list-query.ts";
import {
  addModel,
  ALL,
  compare,
  listOf,
  type Made,
  matches,
  MODEL,
  NAMES,
  PIECES,
  SEARCHES,
  VALUES,
} from "./test-model.ts";

/** Any query, as the store answers it, beside a plain model that goes through an array. */

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addModel(store);
});

const values = (name: keyof typeof MODEL) =>
  fc.uniqueArray(fc.constantFrom(...VALUES[name]), { minLength: 1, maxLength: 3 });

const filterPart = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.tuple(fc.constantFrom(name, `not_${name}` as const), values(name)));

const anySort = fc.uniqueArray(
  fc.record({ column: fc.constantFrom(...LEAD_SORTS), desc: fc.boolean() }),
  { maxLength: 2, selector: ({ column }) => column },
);

const anyQuery: fc.Arbitrary<LeadsQuery> = fc.record({
  filter: fc.array(filterPart, { maxLength: 3 }).map((parts) => Object.fromEntries(parts)),
  search: fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(SEARCHES)) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...PIECES), { maxLength: 4 })
        .map((pieces) => pieces.join("")),
    },
  ),
  sort: anySort,
});

const idsOf = (list: readonly Made[]) => list.map(({ lead }) => lead.id);

test("any query lists the same leads in the same order, with the exact total", async () => {
  const page = fc.record({ offset: fc.nat(420), limit: fc.integer({ min: 1, max: 100 }) });
  await fc.assert(
    fc.asyncProperty(anyQuery, page, async (query, { offset, limit }) => {
      const expected = listOf(query);
      const { rows, total } = await listLeads(store, query, { offset, limit });
      expect(total).toBe(expected.length);
      expect(rows.map(({ id }) => id)).toEqual(idsOf(expected.slice(offset, offset + limit)));
    }),
    { numRuns: 1_000 },
  );
});

test("any lead has its place in the list of any query, whether it matches or not", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, fc.constantFrom(...ALL), async (query, one) => {
      const list = listOf(query);
      const sort = query.sort ?? [];
      const before = list.filter((other) => compare(other, one, sort) < 0);
      const next = list.find((other) => compare(other, one, sort) > 0);
      const { id } = one.lead;
      expect(await readLeadPosition(store, id, query)).toEqual({
        index: before.length,
        matches: matches(one, query),
        total: list.length,
        previous: before.at(-1)?.lead.id ?? null,
        next: next?.lead.id ?? null,
      });
      expect(await listMatching(store, [id], query)).toEqual(matches(one, query) ? [id] : []);
    }),
    { numRuns: 500 },
  );
});

test("any query counts every filter's values under its other conditions", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const counts = await countLeads(store, query);
      expect(counts.total).toBe(listOf(query).length);
      expect(counts.all).toBe(ALL.length);
      for (const name of LEAD_FILTERS) {
        const others = { ...query.filter, [name]: undefined, [`not_${name}`]: undefined };
        const list = listOf({ ...query, filter: others });
        for (const { value, count } of counts[name]) {
          const given = value === "unassigned" ? null : value;
          expect(count).toBe(list.filter((one) => MODEL[name](one, given)).length);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("any query counts any filter's values under its other conditions, and lists what leads have", async () => {
  const LISTED: readonly string[] = ["country", "form", "campaign", "owner"];
  await fc.assert(
    fc.asyncProperty(anyQuery, fc.constantFrom(...NAMES), async (query, name) => {
      const others = { ...query.filter, [name]: undefined, [`not_${name}`]: undefined };
      const list = listOf({ ...query, filter: others });
      const none = name === "owner" ? "unassigned" : "none";
      const expected = VALUES[name].map((given) => ({
        value: given ?? none,
        count: list.filter((one) => MODEL[name](one, given)).length,
      }));
      const written = new Map(VALUES[name].map((given) => [given ?? none, given]));
      const asked = await countFilterValues(store, query, name, written);
      expect(asked).toEqual({ values: expected, has_more: false, is_incomplete: false });

      const { values: listed } = await countFilterValues(store, query, name);
      const had = new Map(listed.map(({ value, count }) => [value, count]));
      expect(had.size).toBe(listed.length);
      for (const { value, count } of expected) {
        expect(had.get(value) ?? 0).toBe(LISTED.includes(name) ? count : 0);
      }
      expect([...had.values()]).not.toContain(0);
    }),
    { numRuns: 300 },
  );
});
