import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Status } from "#api/contract/leads/statuses.ts";
import { UNLISTED } from "#api/contract/vocabulary.ts";
import { countLeads } from "../../counts/lead-counts.ts";
import type { LeadsFilter } from "../../leads/lead-filter.ts";
import { listLeads, readLead } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { listTeam } from "../../people.ts";
import { changeStatus } from "../../statuses/status-changes.ts";
import { listStatuses } from "../../statuses/statuses.ts";
import { ADA, leadStatus, openTestStore } from "../../test-store.ts";
import { storeStatuses } from "./dictionary.ts";
import { FIRST_SENT, mirroredLead, takeLead, takeLeads } from "../test-mirror.ts";

const NEW: Status = { ...leadStatus(1), type: "BOTH" };
const WON: Status = { ...leadStatus(4), type: "LEAD", bg_color: "#fff" };

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
});

const takeStatuses = (...statuses: Status[]) => store.write((tx) => storeStatuses(tx, statuses));
const later = { sentAt: FIRST_SENT + 1 };

const idsOf = async (filter: LeadsFilter) =>
  (await listLeads(store, { filter }, { offset: 0, limit: 100 })).rows
    .map(({ id }) => id)
    .toSorted();

test("statuses are taken over, and only what is different is written", async () => {
  expect(await takeStatuses(NEW, WON)).toBe(true);
  const before = await store.version();
  expect(await takeStatuses(WON, NEW)).toBe(false);
  expect(await store.version()).toBe(before);
  expect(await takeStatuses({ ...NEW, name: "Fresh", text_color: "red" }, WON)).toBe(true);
  expect(await listStatuses(store)).toEqual([{ ...NEW, name: "Fresh", text_color: "red" }, WON]);
});

test("one that Hermon drops stays with its leads, and can't be chosen until it is back", async () => {
  await takeStatuses(NEW, WON);
  const winner = await takeLead(store, { status: leadStatus(4) });
  const lead = await takeLead(store);
  expect(await takeStatuses(NEW)).toBe(true);
  expect(await takeStatuses(NEW)).toBe(false);
  expect(await listStatuses(store)).toEqual([NEW, { ...WON, type: UNLISTED }]);
  const request = { leadId: lead.id, statusId: WON.id, actor: ADA };
  expect(await changeStatus(store, request)).toEqual({ outcome: "not-for-leads" });
  expect(await idsOf({ status: [WON.id] })).toEqual([winner.id]);

  expect(await takeStatuses(NEW, WON)).toBe(true);
  expect(await listStatuses(store)).toEqual([NEW, WON]);
  expect(await changeStatus(store, request)).toMatchObject({ outcome: "changed" });
});

test("a status that only leads have is kept as they have it, until the list has it", async () => {
  await takeStatuses(NEW);
  const status = { ...leadStatus(2), id: randomUUID(), role: "ODD", description: "None knows" };
  const leads = [mirroredLead({ status }), mirroredLead({ status })];
  await takeLeads(store, leads);
  expect(await listStatuses(store)).toEqual([NEW, { ...status, type: UNLISTED }]);
  expect(await idsOf({ status_role: ["ODD"] })).toEqual(leads.map(({ id }) => id).toSorted());
  expect((await countLeads(store, {})).status).toContainEqual({ value: status.id, count: 2 });

  const renamed = { ...status, name: "Renamed" };
  await takeLeads(
    store,
    leads.map((lead) => ({ ...lead, status: renamed })),
    later,
  );
  expect(await readLead(store, leads[0]?.id ?? "")).toMatchObject({ status: renamed });
  await takeStatuses(NEW, { ...status, name: "Listed", type: "LEAD" });
  expect(await readLead(store, leads[0]?.id ?? "")).toMatchObject({ status: { name: "Listed" } });
});

test("of a status that is listed, the list has the say", async () => {
  await takeStatuses(NEW);
  const lead = await takeLead(store, { status: { ...leadStatus(1), name: "Stale name" } });
  expect(await readLead(store, lead.id)).toMatchObject({ status: { name: NEW.name } });
});

test("an owner is shown as Hermon first wrote the address, and found in any case", async () => {
  await takeStatuses(NEW);
  const [capitals, small, plain] = [
    mirroredLead({ setter: "Zoe.Ward@Example.com" }),
    mirroredLead({ setter: "zoe.ward@example.com", closer: "ZOE.WARD@example.com" }),
    mirroredLead({ setter: "plain@example.com" }),
  ];
  await takeLeads(store, [capitals]);
  await takeLeads(store, [small, plain], later);
  expect(await readLead(store, small.id)).toMatchObject({
    assigned_setter: "Zoe.Ward@Example.com",
    assigned_closer: "Zoe.Ward@Example.com",
  });
  expect(await listTeam(store)).toEqual([
    { email: "plain@example.com", name: null },
    { email: "Zoe.Ward@Example.com", name: null },
  ]);
  const both = [capitals.id, small.id].toSorted();
  for (const email of ["zoe.ward@example.com", "Zoe.Ward@Example.com", " ZOE.WARD@EXAMPLE.COM "]) {
    expect(await idsOf({ setter: [email] })).toEqual(both);
  }
  expect(await idsOf({ closer: ["zoe.ward@example.com"] })).toEqual([small.id]);
  expect((await countLeads(store, {})).setter).toEqual([
    { value: "unassigned", count: 0 },
    { value: "plain@example.com", count: 1 },
    { value: "Zoe.Ward@Example.com", count: 2 },
  ]);
});

test("sources are what Hermon sent as a pair, whichever half is missing or the same", async () => {
  await takeStatuses(NEW);
  const sources = [
    { id: "1", name: "Ads" },
    { id: "2", name: "Ads" },
    { id: "1", name: "Adverts" },
    { id: null, name: "Ads" },
    { id: "1", name: null },
    { id: null, name: null },
    { id: "", name: "" },
  ];
  const leads = sources.flatMap((source) => [
    mirroredLead({ first_source: source }),
    mirroredLead({ last_source: source }),
  ]);
  await takeLeads(store, leads);
  expect(await takeLeads(store, leads, later)).toMatchObject({ added: [], changed: [] });
  for (const { id, first_source, last_source } of leads) {
    expect(await readLead(store, id)).toMatchObject({ first_source, last_source });
  }
  const { n } = await store.db
    .selectFrom("lead_sources")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  expect(n).toBe(sources.length - 1);
});

test("what a transaction added and took back is added again by the next", async () => {
  await takeStatuses(NEW);
  const lead = mirroredLead({ setter: "zoe@example.com", first_source: { id: "1", name: "Ads" } });
  const twice = takeLeads(store, [lead, lead]);
  await expect(twice).rejects.toThrow(/unique/i);
  await takeLeads(store, [lead]);
  expect(await readLead(store, lead.id)).toMatchObject({ assigned_setter: "zoe@example.com" });
});
