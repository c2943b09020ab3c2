import fc from "fast-check";
import { expect, test } from "vitest";
import { LEAD_FILTERS, type LeadFilterName, SOURCES } from "#api/contract/vocabulary.ts";
import { addLeads, type NewLead } from "../additions.ts";
import { countLeads, ownerColumnOf } from "./lead-counts.ts";
import type { LeadsFilter } from "../leads/lead-filter.ts";
import { anyFilter, matches } from "../leads/test-filters.ts";
import {
  addMixedLeads,
  addTeam,
  openTestStore,
  PEOPLE,
  plainLead,
  STATUSES,
} from "../test-store.ts";

/** The filter that asks for one of a filter's values alone. */
const only = (filter: LeadFilterName, value: string): LeadsFilter => ({
  [filter]: [value === "unassigned" ? null : value],
});

/** A filter without one of its parts. A status is chosen by id and by role. */
const without = (filter: LeadsFilter, part: LeadFilterName): LeadsFilter => ({
  ...filter,
  [part]: undefined,
  ...(part === "status" && { status_role: undefined }),
});

const count = (leads: readonly NewLead[], ...filters: LeadsFilter[]) =>
  leads.filter((lead) => filters.every((filter) => matches(lead, filter))).length;

test("counts every filter's values under the other filters", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = await addMixedLeads(store, 1_000);
  await fc.assert(
    fc.asyncProperty(anyFilter, async (filter) => {
      const counts = await countLeads(store, { filter });
      expect(counts.total).toBe(count(leads, filter));
      expect(counts.all).toBe(leads.length);
      for (const part of LEAD_FILTERS) {
        for (const { value, count: n } of counts[part]) {
          expect(n).toBe(count(leads, without(filter, part), only(part, value)));
        }
      }
    }),
    { numRuns: 100 },
  );
});

test("names every value there could be, also those nobody has", async () => {
  const store = await openTestStore();
  await addTeam(store);
  await store.write((tx) => addLeads(tx, [plainLead({ source: "FAIR", setter: 4, closer: 2 })]));
  const counts = await countLeads(store, { filter: { source: ["MANUAL"] } });
  expect(counts.source.map(({ value }) => value)).toEqual([...SOURCES, "FAIR"]);
  expect(counts.status.map(({ value }) => value)).toEqual(
    STATUSES.filter(({ type }) => type !== "OPPORTUNITY").map(({ id }) => id),
  );
  expect(counts.setter).toEqual([
    { value: "unassigned", count: 0 },
    { value: "dan@example.com", count: 0 },
  ]);
  expect(counts.closer.map(({ value }) => value)).toEqual(["unassigned", "ben@example.com"]);
  expect(counts.triager).toEqual([{ value: "unassigned", count: 0 }]);
  expect(counts).toMatchObject({ total: 0, all: 1 });
});

test("an empty database has values, all of them 0", async () => {
  const store = await openTestStore();
  const counts = await countLeads(store, {});
  expect(counts).toMatchObject({ total: 0, all: 0, status: [] });
  expect(counts.source.every(({ count: n }) => n === 0)).toBe(true);
});

test("a person's column is where they own most leads", async () => {
  const store = await openTestStore();
  await addTeam(store);
  await store.write((tx) =>
    addLeads(tx, [
      plainLead({ setter: 1, closer: 2 }),
      plainLead({ setter: 2, closer: 1 }),
      plainLead({ closer: 1 }),
      plainLead({ triager: 3 }),
    ]),
  );
  expect(await ownerColumnOf(store, " Ada@example.com")).toBe("closer");
  expect(await ownerColumnOf(store, "cleo@example.com")).toBe("triager");
  expect(await ownerColumnOf(store, PEOPLE[3]?.email ?? "")).toBeNull();
  expect(await ownerColumnOf(store, "nobody@example.com")).toBeNull();
});
