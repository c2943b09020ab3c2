import { beforeEach, expect, test } from "vitest";
import { analyze } from "../database/analyze.ts";
import { allOf } from "../conditions.ts";
import type { Store } from "../open.ts";
import { FULL_SORT, planOf } from "../test-plan.ts";
import { addMixedLeads, addTeam, newDatabaseUrl, openTestStore, PEOPLE } from "../test-store.ts";
import { conditionsOf } from "./lead-filter.ts";
import { pageOf } from "./leads.ts";
import { inSql, type LeadsQuery } from "./list-query.ts";

/** How SQLite goes about pages of lists, once it has looked at what there is. */

let url: string;
let store: Store;

beforeEach(async () => {
  url = await newDatabaseUrl();
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

test("several values: along the index of times, by which every filter is decided", async () => {
  const [mara, jonas] = PEOPLE.map(({ email }) => email);
  for (const filter of [
    { setter: [mara ?? "", jonas ?? ""] },
    { setter: [mara ?? "", null], closer: [jonas ?? "", null], source: ["MANUAL", "CALENDLY"] },
  ]) {
    const plan = await planOfPage({ filter });
    expect(plan).toContain("SCAN leads USING COVERING INDEX leads_by_created");
    expect(plan).not.toContain("TEMP B-TREE");
  }
});

test("one value beside several: by the index of the one", async () => {
  const setter = [PEOPLE[0]?.email ?? ""];
  const plan = await planOfPage({ filter: { setter, source: ["MANUAL", "CALENDLY"] } });
  expect(plan).toContain("leads_by_setter (setter=?)");
  expect(plan).not.toContain(FULL_SORT);
});

test("what most leads lack is not looked up by its index", async () => {
  const plan = await planOfPage({ filter: { next_touch_point: [null] } });
  expect(plan).toContain("leads_by_created");
  expect(plan).not.toContain("TEMP B-TREE");
});

test("changed within some time, and a filter: counted by an index alone", async () => {
  const { selection } = await inSql(store, {
    filter: { updated: ["2026-02-01.."], not_setter: [PEOPLE[0]?.email ?? ""] },
  });
  const leads = store.db.selectFrom("leads").where(allOf(conditionsOf(selection)));
  const plan = planOf(url, leads.select((eb) => eb.fn.countAll().as("n")).compile());
  expect(plan).toContain("USING COVERING INDEX leads_by_updated (updated_at>?)");
});

test.each(["lindqvist mara", "50% a_b", "% _"])(
  "«%s»: looked up by three letters that follow each other",
  async (search) => {
    const plan = await planOfPage({ search });
    // Behind INDEX stand the constraints that the table took: two patterns.
    expect(plan).toMatch(/SCAN lead_search VIRTUAL TABLE INDEX 0:L0L0/);
    expect(plan).not.toContain("SCAN leads");
  },
);
