import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLeadPosition } from "./lead-position.ts";
import { anyFilter, inListOrder, matches } from "./test-filters.ts";
import { addMixedLeads, addTeam, openTestStore } from "../test-store.ts";

test("any lead has its place in any filtered list, whether it matches or not", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = (await addMixedLeads(store, 700)).toSorted(inListOrder);
  await fc.assert(
    fc.asyncProperty(anyFilter, fc.constantFrom(...leads), async (filter, lead) => {
      const list = leads.filter((one) => matches(one, filter));
      const before = list.filter((one) => inListOrder(one, lead) < 0);
      const next = list.find((one) => inListOrder(one, lead) > 0 && one !== lead);
      expect(await readLeadPosition(store, lead.id.toUpperCase(), { filter })).toEqual({
        index: before.length,
        matches: matches(lead, filter),
        total: list.length,
        previous: before.at(-1)?.id ?? null,
        next: next?.id ?? null,
      });
    }),
    { numRuns: 400 },
  );
});

test("the first lead has nobody before it, the last nobody behind", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = (await addMixedLeads(store, 3)).toSorted(inListOrder);
  const places = await Promise.all(leads.map(({ id }) => readLeadPosition(store, id, {})));
  expect(places.map((place) => [place?.index, place?.previous, place?.next])).toEqual([
    [0, null, leads[1]?.id],
    [1, leads[0]?.id, leads[2]?.id],
    [2, leads[1]?.id, null],
  ]);
});

test("an unknown lead has no place", async () => {
  const store = await openTestStore();
  expect(await readLeadPosition(store, randomUUID(), {})).toBeNull();
});
