import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { addLeads, addOptIns } from "../additions.ts";
import { analyze } from "../database/analyze.ts";
import { allOf } from "../conditions.ts";
import { conditionsOf } from "../leads/lead-filter.ts";
import { inSql as inSqlOfLeads } from "../leads/list-query.ts";
import type { Store } from "../open.ts";
import { FULL_SORT, planOf } from "../test-plan.ts";
import { addTeam, newDatabaseUrl, openTestStore, plainLead } from "../test-store.ts";
import { inSql, type OptInsQuery } from "./list-query.ts";
import { pageOf } from "./opt-ins.ts";

/** How SQLite goes about pages of opt-ins, once it has looked at what there is. */

const LEADS = Array.from({ length: 200 }, (_, n) => plainLead({ seq: n + 1 }));

let url: string;
let store: Store;

beforeEach(async () => {
  url = await newDatabaseUrl();
  store = await openTestStore(url);
  await addTeam(store);
  const optIns = Array.from({ length: 3_000 }, (_, n) => ({
    id: randomUUID(),
    lead: 1 + (n % LEADS.length),
    source: `SOURCE_${n % 12}`,
    provider_form_name: n % 5 === 0 ? null : `Form ${n % 150}`,
    created_at: Date.UTC(2026, 0, 1) + n * 3_600_000,
  }));
  await store.write(async (tx) => {
    await addLeads(tx, LEADS);
    await addOptIns(tx, optIns);
  });
  await analyze(store.db);
});

async function planOfPage(query: OptInsQuery): Promise<string> {
  const page = pageOf(store, await inSql(store, query), { offset: 0, limit: 100 });
  return planOf(url, page.compile());
}

const RANGE = "2026-02-01..2026-02-28";

test.each([
  ["the newest", {}],
  ["the oldest", { sort: [{ column: "created", desc: false }] }],
  ["some time", { filter: { created: [RANGE] } }],
  ["all but some sources", { filter: { not_source: ["SOURCE_1"] } }],
  ["all but some forms", { filter: { not_form: ["Form 1", null] } }],
] satisfies [string, OptInsQuery][])("%s: along the index of times, unsorted", async (_, query) => {
  const plan = await planOfPage(query);
  expect(plan).toContain("opt_ins_by_created");
  expect(plan).not.toContain("TEMP B-TREE");
});

test("several sources: decided by that index alone", async () => {
  const plan = await planOfPage({ filter: { source: ["SOURCE_1", "SOURCE_2"] } });
  expect(plan).toContain("USING COVERING INDEX opt_ins_by_created");
  expect(plan).not.toContain("TEMP B-TREE");
});

test("some time: no further back than it goes", async () => {
  expect(await planOfPage({ filter: { created: [RANGE] } })).toMatch(
    /\(created_at>\? AND created_at<\?\)/,
  );
});

test("a source, also within some time: by its index, in order", async () => {
  for (const filter of [{ source: ["SOURCE_1"] }, { source: ["SOURCE_1"], created: [RANGE] }]) {
    const plan = await planOfPage({ filter });
    expect(plan).toContain("opt_ins_by_source (source=?");
    expect(plan).not.toContain(FULL_SORT);
  }
});

test("a lead's: by its index, in order", async () => {
  const plan = await planOfPage({ filter: { lead_id: [LEADS[0]?.id ?? ""] } });
  expect(plan).toContain("opt_ins_by_lead (lead=?");
  expect(plan).not.toContain(FULL_SORT);
});

test("a form, also within some time: by its index, in order", async () => {
  for (const filter of [{ form: ["Form 1"] }, { form: ["Form 1"], created: [RANGE] }]) {
    const plan = await planOfPage({ filter });
    expect(plan).toContain("opt_ins_by_form (form=?");
    expect(plan).not.toContain(FULL_SORT);
  }
});

test("the leads that came by a form: by that index alone", async () => {
  const { selection } = await inSqlOfLeads(store, { filter: { form: ["Form 1", "Form 2"] } });
  const leads = store.db.selectFrom("leads").where(allOf(conditionsOf(selection)));
  expect(planOf(url, leads.select("seq").compile())).toContain(
    "USING COVERING INDEX opt_ins_by_form",
  );
});
