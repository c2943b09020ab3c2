import { expect, test } from "vitest";
import type { Quirks } from "./test-quirks.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { madeLead, madeOptIn, type Row } from "./test-rows.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  mirrorOf,
} from "./test-mirror.ts";

/** Lists that aren't given as the reference has them: all the same each row is here once, unchanged. */

const only =
  (...names: string[]): Quirks["pagination"] =>
  (sent) =>
    Object.fromEntries(names.map((name) => [name, sent[name]]));

const QUIRKS: Record<string, Partial<Quirks>> = {
  "as documented": {},
  "no more than 50 rows a page": { mostRows: 50 },
  "no more than 50 rows a page, and it says 100": {
    mostRows: 50,
    pagination: (sent) => ({
      ...sent,
      limit: 100,
      totalPages: Math.ceil(Number(sent["total"]) / 100),
    }),
  },
  "50 rows a page, and nothing but the total": { mostRows: 50, pagination: only("total") },
  "50 rows a page, and pages are counted as if it were 100": {
    mostRows: 50,
    pagination: (sent) => {
      const totalPages = Math.ceil(Number(sent["total"]) / 100);
      return { ...sent, totalPages, limit: 100, hasNext: Number(sent["page"]) < totalPages };
    },
  },
  "last updated first": { order: "updated" },
  "in another order with every answer": { order: "shuffled" },
  "one row too many": { surplus: 1 },
  "some rows twice on a page": { twice: 3 },
  "numbers as text": {
    pagination: (sent) =>
      Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)])),
  },
  "no count of pages": { pagination: only("page", "limit", "total", "hasNext", "hasPrev") },
  "page, limit and total": { pagination: only("page", "limit", "total") },
  "nothing but the total, and the last page again and again": {
    pagination: only("total"),
    staysOnLastPage: true,
  },
  "always a next page": { pagination: (sent) => ({ ...sent, hasNext: true }) },
  "always a next page, which is the last one": {
    pagination: (sent) => ({ ...sent, hasNext: true }),
    staysOnLastPage: true,
  },
  "never a next page": { pagination: (sent) => ({ ...sent, hasNext: false }) },
  "filters ignored": { filtersIgnored: true },
};

test.for(Object.entries(QUIRKS))("%s", async ([, quirks]) => {
  const hermon = endsWithTest(await startTestHermon({ leads: 330, optIns: 250 }));
  Object.assign(hermon.quirks, quirks);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await becomesEqual(mirrored, hermon);

  // Some go, some come, some change, on pages that aren't polled: the counts stay the same.
  const leads = hermon.leads.filter(isRow);
  hermon.optIns = hermon.optIns.filter(
    (row) => !isRow(row) || Number(String(row["lead_id"]).slice(-2)) !== 77,
  );
  hermon.leads = [
    ...leads.slice(0, 200),
    ...leads.slice(202),
    madeLead(901, statusesOf(hermon)),
    madeLead(902, statusesOf(hermon)),
  ];
  hermon.optIns = hermon.optIns.filter(
    (row) => !isRow(row) || !leads.slice(200, 202).some((lead) => lead["id"] === row["lead_id"]),
  );
  hermon.optIns.push(madeOptIn(903, 40));
  for (const n of [3, 120, 180]) {
    const lead = hermon.leads[n];
    if (isRow(lead)) hermon.changeStatus(lead, hermon.statuses[4]);
  }
  await becomesEqual(mirrored, hermon);
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(mirrored.mirror.state()).toMatchObject({ phase: "current", apart: null });
  });
  expect(mirrored.logged.filter((line) => line.includes("failed"))).toEqual([]);
});

const statusesOf = (hermon: TestHermon): Row[] => hermon.statuses.filter(isRow);

test("leads that are listed twice hide none that are gone", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 230, optIns: 20 }));
  hermon.leads.push(hermon.leads[3], hermon.leads[140]);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await becomesEqual(mirrored, hermon);
  hermon.leads.splice(200, 2);
  await becomesEqual(mirrored, hermon);
  expect((await allLeads(mirrored)).size).toBe(228);
});

test("opt-ins that are listed twice hide none that are gone", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 230 }));
  hermon.optIns.push(hermon.optIns[3], hermon.optIns[140]);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await becomesEqual(mirrored, hermon);
  hermon.optIns.splice(200, 2);
  await becomesEqual(mirrored, hermon);
  expect((await allOptIns(mirrored)).size).toBe(228);
});
