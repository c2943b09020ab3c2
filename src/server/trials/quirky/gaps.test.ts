import { expect, test } from "vitest";
import { answers, asksFor } from "./test-faults.ts";
import { withoutJitter } from "../hermon-client/test-client.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, type Row } from "./test-rows.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  leadDetails,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** What Hermon never gives in its lists, while it gives all else. */

/** Where the same fails again and again, most of the time would be spent on waiting. */
async function quirky(leads: number, optIns: number): Promise<TestHermon> {
  withoutJitter();
  return endsWithTest(await startTestHermon({ leads, optIns }));
}

const connectionOf = async ({ mirror }: TestMirror) => (await mirror.connection()).hermon;

/** Takes a lead away from Hermon, with its opt-ins. */
function remove(hermon: TestHermon, id: string): void {
  hermon.leads = hermon.leads.filter((row) => !isRow(row) || row["id"] !== id);
  hermon.optIns = hermon.optIns.filter((row) => !isRow(row) || row["lead_id"] !== id);
}

test("a page and a list that are never given cost nothing: the page is asked for in parts", async () => {
  const hermon = await quirky(430, 40);
  hermon.fault = ({ url }) =>
    url?.endsWith("/statuses") || url?.endsWith("/leads?page=2&limit=100")
      ? answers(500, "")
      : undefined;
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 80);
  expect((await allLeads(mirrored)).size).toBe(430);
  expect((await allOptIns(mirrored)).size).toBe(40);
  expect((await connectionOf(mirrored))?.unreadable).toEqual({ count: 0, latest: [], parts: [] });
  remove(hermon, leadId(350));
  remove(hermon, leadId(150));
  await becomesEqual(mirrored, hermon, 60);
}, 180_000);

test("a row that Hermon stumbles over costs itself alone, and is told by its place", async () => {
  const hermon = await quirky(230, 20);
  hermon.fault = (request) => (asksFor(request, "leads", 151) ? answers(500, "") : undefined);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 80);
  const others = await allLeads(mirrored);
  expect(others.size).toBe(229);
  expect(others.has(leadId(150))).toBe(false);
  const why = "listLeads: HTTP 500";
  const parts = [{ list: "leads", from: 151, to: 151, why }];
  await comesTrue(async () => {
    const connection = await connectionOf(mirrored);
    expect(connection?.unreadable).toEqual({ count: 1, latest: [], parts });
    expect(connection?.scanned_at).not.toBeNull();
  });
  expect(mirrored.mirror.state()).toMatchObject({ phase: "current" });
  // It moves to another place when others go.
  hermon.fault = (request) => (asksFor(request, "leads", 150) ? answers(500, "") : undefined);
  remove(hermon, leadId(20));
  await comesTrue(async () => {
    mirrored.mirror.syncNow();
    expect((await allLeads(mirrored)).has(leadId(20))).toBe(false);
  }, 60);
  expect((await allLeads(mirrored)).size).toBe(228);
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 60);
}, 240_000);

test("a hundred rows that are never given: no whole reading is claimed, and what goes elsewhere goes", async () => {
  const hermon = await quirky(430, 20);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await comesTrue(async () => expect((await connectionOf(mirrored))?.scanned_at).not.toBeNull());
  hermon.fault = (request) => (asksFor(request, "leads", 101, 200) ? answers(500, "") : undefined);
  await comesTrue(async () => {
    mirrored.mirror.syncNow();
    const why = "listLeads: HTTP 500";
    const parts = [{ list: "leads", from: 101, to: 200, why }];
    expect((await connectionOf(mirrored))?.unreadable).toMatchObject({ count: 100, parts });
    expect(mirrored.mirror.state().phase).toBe("out-of-step");
  }, 80);
  const scanned = (await connectionOf(mirrored))?.scanned_at;
  remove(hermon, leadId(350));
  await comesTrue(async () => {
    mirrored.mirror.syncNow();
    expect((await allLeads(mirrored)).has(leadId(350))).toBe(false);
  }, 80);
  expect((await allLeads(mirrored)).size).toBe(429);
  expect((await connectionOf(mirrored))?.scanned_at).toBe(scanned);

  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 60);
  await comesTrue(async () => {
    expect((await connectionOf(mirrored))?.unreadable.parts).toEqual([]);
    expect((await connectionOf(mirrored))?.scanned_at).not.toBe(scanned);
    expect(mirrored.mirror.state().phase).toBe("current");
  });
}, 300_000);

test("a first page that is never given, from the start on: all others are here, and what goes of them goes", async () => {
  const hermon = await quirky(330, 0);
  hermon.fault = (request) => (asksFor(request, "leads", 1, 100) ? answers(500, "") : undefined);
  // Polls are few, as they are: each asks for the first page.
  const mirrored = await mirrorOf(hermon, { pollSeconds: 4 });
  await copied(mirrored, 80);
  const { size } = await allLeads(mirrored);
  expect(size).toBe(230);
  const why = "listLeads: HTTP 500";
  expect(await connectionOf(mirrored)).toMatchObject({
    scanned_at: null,
    unreadable: { count: 100, parts: [{ list: "leads", from: 1, to: 100, why }] },
  });
  await comesTrue(() => expect(mirrored.mirror.state().phase).toBe("out-of-step"), 40);
  remove(hermon, leadId(250));
  await comesTrue(async () => {
    mirrored.mirror.syncNow();
    expect((await allLeads(mirrored)).has(leadId(250))).toBe(false);
  }, 80);
  expect((await allLeads(mirrored)).size).toBe(size - 1);
  expect((await connectionOf(mirrored))?.scanned_at).toBeNull();
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 60);
}, 300_000);

test("pages of forty megabytes are read in parts, and a row that is too long for any answer is told", async () => {
  const hermon = await quirky(130, 20);
  const leads = hermon.leads.filter(isRow);
  const noted = (lead: Row | undefined, note: string) => {
    if (lead) lead["latest_note"] = { id: "n", note, created_at: "2026-05-26T08:17:38.409Z" };
  };
  for (const lead of leads) noted(lead, "n".repeat(400_000));
  noted(leads[60], "n".repeat(5_000_000));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 80);
  const here = await mirrored.store.db.selectFrom("leads").select(["id", "latest_note"]).execute();
  expect(here).toHaveLength(129);
  expect(here.every(({ latest_note }) => (latest_note?.length ?? 0) > 400_000)).toBe(true);
  const why = "listLeads: HTTP 200 with a body that is too long";
  expect((await connectionOf(mirrored))?.unreadable).toEqual({
    count: 1,
    latest: [],
    parts: [{ list: "leads", from: 61, to: 61, why }],
  });
}, 180_000);

test("a note that is nested as deep as none can be written out costs no lead", async () => {
  const hermon = await quirky(130, 20);
  const [first, second, third] = hermon.leads.filter(isRow);
  const author = (created_by: unknown) => ({ id: "n", note: "Called", created_by });
  for (const lead of [first, second]) if (lead) lead["latest_note"] = author({ deep: true });
  if (third) third["billing_details"] = { country: "AT", deep: true };
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  hermon.quirks.wire = (body) => body.replaceAll('"deep":true', `"deep":${deep}`);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 40);
  expect((await allLeads(mirrored)).size).toBe(130);
  expect((await leadDetails(mirrored, leadId(0))).latest_note).toMatchObject({
    note: "Called",
    created_by: null,
  });
  expect((await leadDetails(mirrored, leadId(2))).billing_details).toEqual({ country: "AT" });
});
