import { beforeEach, expect, test } from "vitest";
import { analyze } from "../analyze.ts";
import type { Store } from "../open.ts";
import { FULL_SORT, planOf } from "../test-plan.ts";
import { addMixedLeads, addTeam, newDatabaseUrl, openTestStore, PEOPLE } from "../test-store.ts";
import { pageOf } from "./leads.ts";
import { inSql, type LeadsQuery } from "./list-query.ts";

/** How SQLite goes about pages of lists, once it has looked at what there is. */

let url: string;
let store: Store;

beforeEach(async () => {
  url = newDatabaseUrl();
  store = await openTestStore(url);
  await addTeam(store);
  await addMixedLeads(store, 2_000);
  await analyze(store.db);
});

async function planOfPage(query: LeadsQuery): Promise<string> {
  const page = pageOf(store, await inSql(store, query), { offset: 0, limit: 100 });
  return planOf(url, page.compile());
}

test.each([
  ["the newest", {}, "leads_by_created"],
  ["the oldest", { sort: [{ column: "created", desc: false }] }, "leads_by_created"],
  ["by name", { sort: [{ column: "name", desc: false }] }, "leads_by_name"],
  ["by name, backwards", { sort: [{ column: "name", desc: true }] }, "leads_by_name"],
  ["by change", { sort: [{ column: "updated", desc: true }] }, "leads_by_updated"],
  ["by touch point", { sort: [{ column: "next_touch_point", desc: false }] }, "leads_by_next"],
] satisfies [string, LeadsQuery, string][])(
  "%s: along an index, unsorted",
  async (_, query, index) => {
    const plan = await planOfPage(query);
    expect(plan).toContain(index);
    expect(plan).not.toContain("TEMP B-TREE");
  },
);

test("one value of a filter: by its index, in order", async () => {
  const plan = await planOfPage({ filter: { setter: [PEOPLE[0]?.email ?? ""] } });
  expect(plan).toContain("leads_by_setter");
  expect(plan).not.toContain(FULL_SORT);
});

test("words: looked up by three letters that follow each other", async () => {
  const plan = await planOfPage({ search: "lindqvist mara" });
  // Behind INDEX stand the constraints that the table took: two patterns.
  expect(plan).toMatch(/SCAN lead_search VIRTUAL TABLE INDEX 0:L0L0/);
  expect(plan).not.toContain("SCAN leads");
});
