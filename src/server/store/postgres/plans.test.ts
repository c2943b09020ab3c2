import { randomUUID } from "node:crypto";
import type { CompiledQuery } from "kysely";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { analyze } from "../database/analyze.ts";
import { pageOf } from "../leads/leads.ts";
import { inSql, type LeadsQuery } from "../leads/list-query.ts";
import { indexLeads } from "../leads/search-index.ts";
import type { Store } from "../open.ts";
import { addOptIns } from "../additions.ts";
import { inSql as inSqlOfOptIns, type OptInsQuery } from "../opt-ins/list-query.ts";
import { pageOf as pageOfOptIns } from "../opt-ins/opt-ins.ts";
import { addMixedLeads, addTeam, newDatabaseUrl, openTestStore, PEOPLE } from "../test-store.ts";

/** How PostgreSQL goes about pages of lists, once it has looked at what there is. */

let url: string;
let store: Store;

beforeEach(async () => {
  url = await newDatabaseUrl();
  store = await openTestStore(url);
  await addTeam(store);
  await addMixedLeads(store, 5_000);
  const optIns = Array.from({ length: 5_000 }, (_, n) => ({
    id: randomUUID(),
    lead: 1 + n,
    source: `SOURCE_${n % 40}`,
    provider_form_name: n % 5 === 0 ? null : `Form ${n % 150}`,
    created_at: 1_000_000 * n,
  }));
  await store.write((tx) => addOptIns(tx, optIns));
  const seqs = await store.db.selectFrom("leads").select("seq").execute();
  await store.write((tx) =>
    indexLeads(
      tx,
      seqs.map(({ seq }) => seq),
    ),
  );
  await analyze(store.db);
});

async function planOf({ sql, parameters }: CompiledQuery, setting = ""): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(setting);
  const { rows } = await client.query<Record<string, string>>(`explain ${sql}`, [...parameters]);
  await client.end();
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const planOfPage = async (query: LeadsQuery, setting?: string) =>
  planOf(pageOf(store, await inSql(store, query), { offset: 0, limit: 50 }).compile(), setting);

test.each([
  ["the newest", {}, "leads_by_created"],
  ["the oldest", { sort: [{ column: "created", desc: false }] }, "leads_by_created"],
  ["by name", { sort: [{ column: "name", desc: false }] }, "leads_by_name"],
  ["by name, backwards", { sort: [{ column: "name", desc: true }] }, "leads_by_name"],
  ["by change", { sort: [{ column: "updated", desc: true }] }, "leads_by_updated"],
  ["by touch point", { sort: [{ column: "next_touch_point", desc: false }] }, "leads_by_next"],
  ["by the last one", { sort: [{ column: "next_touch_point", desc: true }] }, "leads_by_last"],
  ["a person's", { filter: { setter: [PEOPLE[0]?.email ?? ""] } }, "leads_by_"],
] satisfies [string, LeadsQuery, string][])(
  "%s: along an index, never all sorted",
  async (_, query, index) => {
    const plan = await planOfPage(query);
    expect(plan).toContain(index);
    // An incremental one sorts those that are alike in what the index has.
    expect(plan).not.toMatch(/(?<!Incremental )Sort {2}\(/);
    expect(plan).not.toContain("Seq Scan");
  },
);

test("words: looked up by three letters that follow each other, whatever is between", async () => {
  // So few texts are read as quickly one by one.
  const trigramsOnly = "set enable_seqscan = off; set enable_indexscan = off";
  for (const search of ["lindqvist mara", "50% a_b"]) {
    const plan = await planOfPage({ search }, trigramsOnly);
    expect(plan).toContain("lead_search_by_trigram");
  }
});

test.each([
  ["all opt-ins", {}, "opt_ins_by_created"],
  ["all, the oldest first", { sort: [{ column: "created", desc: false }] }, "opt_ins_by_created"],
  ["a source's", { filter: { source: ["SOURCE_1"] } }, "opt_ins_by_source"],
  ["a form's", { filter: { form: ["Form 1"] } }, "opt_ins_by_form"],
] satisfies [string, OptInsQuery, string][])("%s: found by an index", async (_, query, index) => {
  const page = pageOfOptIns(store, await inSqlOfOptIns(store, query), { offset: 0, limit: 50 });
  const plan = await planOf(page.compile());
  expect(plan).toContain(index);
  expect(plan).not.toContain("Seq Scan");
});

test("the leads that came by a form: by its index", async () => {
  expect(await planOfPage({ filter: { form: ["Form 1"] } })).toContain("opt_ins_by_form");
});
