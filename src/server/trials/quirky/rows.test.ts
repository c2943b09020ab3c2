import { expect, test } from "vitest";
import type { DirtyRow } from "./test-dirty.ts";
import { dirtyLeads, dirtyOptIns, unreadableLeads, unreadableOptIns } from "./test-dirty.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, listed, madeLead } from "./test-rows.ts";
import {
  allLeads,
  allOptIns,
  comesTrue,
  copied,
  endsWithTest,
  leadDetails,
  mirrorOf,
  optInDetails,
} from "./test-mirror.ts";

/** Rows that aren't what the reference says: they come out as they are, or are counted and told. */

const idOf = ({ sent }: DirtyRow) => String(sent["id"]);

const quirky = async (size: { leads: number; optIns: number }): Promise<TestHermon> =>
  endsWithTest(await startTestHermon(size));

test("dirty leads come out as they are", async () => {
  const hermon = await quirky({ leads: 30, optIns: 0 });
  const dirty = dirtyLeads(100, hermon.statuses.filter(isRow));
  hermon.leads.splice(10, 0, ...dirty.map(({ sent }) => sent));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  const leads = await allLeads(mirrored);
  expect(leads.size).toBe(30 + dirty.length);
  for (const row of dirty) {
    expect(leads.get(idOf(row))).toEqual(listed(row.shows));
    expect(await leadDetails(mirrored, idOf(row))).toEqual(row.shows);
  }
});

test("dirty opt-ins come out as they are", async () => {
  const hermon = await quirky({ leads: 5, optIns: 30 });
  const dirty = dirtyOptIns(100, 5);
  hermon.optIns.splice(10, 0, ...dirty.map(({ sent }) => sent));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  const optIns = await allOptIns(mirrored);
  expect(optIns.size).toBe(30 + dirty.length);
  for (const row of dirty) {
    expect(optIns.get(idOf(row))).toEqual(listed(row.shows));
    expect(await optInDetails(mirrored, idOf(row))).toEqual(row.shows);
  }
});

test("rows that can't be read are counted, and cost neither the others nor requests", async () => {
  const hermon = await quirky({ leads: 130, optIns: 130 });
  hermon.quirks.order = "shuffled";
  const lost = unreadableLeads(hermon.statuses.filter(isRow));
  const lostOptIns = unreadableOptIns();
  hermon.leads.splice(60, 0, ...lost);
  hermon.optIns.splice(60, 0, ...lostOptIns);
  const mirrored = await mirrorOf(hermon);
  await comesTrue(async () => {
    // How many readings it takes to meet with every row is chance: none waits for its time.
    mirrored.mirror.syncNow();
    expect((await allLeads(mirrored)).size).toBe(130);
    expect((await allOptIns(mirrored)).size).toBe(130);
    const { hermon: connection } = await mirrored.mirror.connection();
    expect(connection?.opt_in_details).toBe(130);
  });
  hermon.quirks.order = "stored";
  await comesTrue(async () => {
    mirrored.mirror.syncNow();
    const { hermon: connection } = await mirrored.mirror.connection();
    expect(connection?.unreadable.count).toBe(lost.length + lostOptIns.length);
  });
  // Leads that aren't there were asked for when they were come upon, and not with each reading.
  const times = (path: string) => hermon.asked.filter(({ what }) => what.includes(path)).length;
  const [asked, read] = [times(leadId(9_999)), times("/opt-ins?page=1&")];
  expect(asked).toBeGreaterThan(0);
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(times("/opt-ins?page=1&")).toBeGreaterThan(read + 4);
  });
  expect(times(leadId(9_999))).toBe(asked);
  expect(mirrored.logged.join()).not.toMatch(/First|Last|example\.com/);
});

test("a lead that is gone and there again has its opt-ins and its history again", async () => {
  const hermon = await quirky({ leads: 120, optIns: 240 });
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  const [, gone] = hermon.leads.filter(isRow);
  hermon.leads = hermon.leads.filter((lead) => lead !== gone);
  await comesTrue(async () => expect((await allLeads(mirrored)).has(leadId(1))).toBe(false));
  expect((await allOptIns(mirrored)).size).toBe(238);
  hermon.leads.push(madeLead(1, hermon.statuses.filter(isRow)));
  await comesTrue(async () => expect((await allOptIns(mirrored)).size).toBe(240));
  expect((await allLeads(mirrored)).get(leadId(1))).toEqual(listed(gone));
});
