import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { countLeads } from "../lead-counts.ts";
import { readLeadPosition } from "../lead-position.ts";
import { listLeads, readLead } from "../leads.ts";
import type { Store } from "../open.ts";
import { listOptIns, listOptInsOfLead, readOptIn } from "../opt-ins.ts";
import { changeStatus, listStatusChanges } from "../status-changes.ts";
import { expectExactCounts } from "../test-counts.ts";
import { leadStatus } from "../test-store.ts";
import { iso } from "../time.ts";
import { removeLead, removeOptIn } from "./gone.ts";
import { storeOptInDetails } from "./opt-in-details.ts";
import { beginChange } from "./pending-changes.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  NO_TRAFFIC,
  openMirror,
  takeLeads,
  takeOptIns,
} from "./test-mirror.ts";

const [NEW, BOOKED, WON] = [leadStatus(1), leadStatus(2), leadStatus(4)];
const ADA = { kind: "person", id: "1", name: "Ada" } as const;
const [NEWER, LEAD, OLDER] = [3, 2, 1].map((at) => mirroredLead({ created_at: at * MINUTE }));
const LEAD_ID = LEAD?.id ?? "";
const OPT_INS = ["CALENDLY", "OTHER"].map((source) => mirroredOptIn(LEAD_ID, { source }));

let store: Store;

beforeEach(async () => {
  store = await openMirror();
  await takeLeads(
    store,
    [NEWER, LEAD, OLDER].flatMap((lead) => lead ?? []),
  );
  await takeOptIns(store, [...OPT_INS, mirroredOptIn(NEWER?.id ?? "")]);
});

const change = async (statusId: string, undoOf?: string): Promise<string> => {
  const changed = await changeStatus(store, { leadId: LEAD_ID, statusId, actor: ADA, undoOf });
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  return changed.change.id;
};

const answers = [{ id: "a", question: "Why?", answer: "Because", position: 0 }];

const addAnswers = (id = "") =>
  store.write((tx) => storeOptInDetails(tx, id, { answers, attribution: NO_TRAFFIC }));

const kept = async (id: string): Promise<unknown> => {
  const row = await store.db
    .selectFrom("gone")
    .select(["kind", "record"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { kind: row.kind, record: JSON.parse(row.record) as unknown };
};

test("a lead that is gone is in no list, count or place any more", async () => {
  await change(WON.id);
  await addAnswers(OPT_INS[0]?.id);
  await beginChange(store, { leadId: LEAD_ID, statusId: BOOKED.id, actor: ADA });
  expect(await removeLead(store, LEAD_ID.toUpperCase())).toBe(true);

  const { rows, total } = await listLeads(store, {}, { offset: 0, limit: 10 });
  expect({ ids: rows.map(({ id }) => id), total }).toEqual({
    ids: [NEWER?.id, OLDER?.id],
    total: 2,
  });
  expect(await readLead(store, LEAD_ID)).toBeNull();
  expect(await readLeadPosition(store, LEAD_ID, {})).toBeNull();
  expect(await readLeadPosition(store, NEWER?.id ?? "", {})).toMatchObject({
    total: 2,
    next: OLDER?.id,
  });
  expect(await countLeads(store, {})).toMatchObject({ total: 2, all: 2 });
  expect(await listStatusChanges(store, LEAD_ID)).toBeNull();
  expect(await listOptInsOfLead(store, LEAD_ID)).toBeNull();
  for (const { id } of OPT_INS) expect(await readOptIn(store, id)).toBeNull();
  expect(await listOptIns(store, {}, { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  await expectExactCounts(store);
});

test("history keeps it with all that belonged to it", async () => {
  await addAnswers(OPT_INS[0]?.id);
  const first = await change(WON.id);
  const lead = await readLead(store, LEAD_ID);
  const opt_ins = await listOptInsOfLead(store, LEAD_ID);
  const status_changes = await listStatusChanges(store, LEAD_ID);
  expect(status_changes).toMatchObject([{ id: first }]);
  await removeLead(store, LEAD_ID);
  expect(await kept(LEAD_ID)).toMatchObject({
    kind: "lead",
    record: { lead, opt_ins, status_changes },
  });
});

test("a lead that isn't there can't go", async () => {
  const before = store.version();
  expect(await removeLead(store, randomUUID())).toBe(false);
  await removeOptIn(store, randomUUID());
  expect(store.version()).toBe(before);
});

test("of two who find it gone at once, one takes it away", async () => {
  const both = await Promise.all([removeLead(store, LEAD_ID), removeLead(store, LEAD_ID)]);
  expect(both).toEqual([true, false]);
  await expectExactCounts(store);
});

test("what happens to a lead in its last moment is kept, too", async () => {
  const [, changed] = await Promise.all([
    removeLead(store, LEAD_ID),
    // Whichever is first: a change that was made is not lost.
    changeStatus(store, { leadId: LEAD_ID, statusId: WON.id, actor: ADA }),
  ]);
  const status_changes = changed.outcome === "changed" ? [changed.change] : [];
  expect(await kept(LEAD_ID)).toMatchObject({ record: { status_changes } });
});

test("a lead that is back has its changes back, with what undid what", async () => {
  const first = await change(WON.id);
  const second = await change(NEW.id, first);
  await change(WON.id, second);
  await takeLeads(store, [{ ...mirroredLead(), ...LEAD, status: BOOKED }], {
    sentAt: FIRST_SENT + MINUTE,
  });
  const before = await listStatusChanges(store, LEAD_ID);
  expect(before).toMatchObject([
    { by: { kind: "hermon" }, not_before: iso(FIRST_SENT) },
    { undo_of: second },
    { id: second, undo_of: first },
    { id: first, undo_of: null },
  ]);
  await removeLead(store, LEAD_ID);
  const back = { ...mirroredLead(), ...LEAD, status: BOOKED };
  const stored = await takeLeads(store, [back], { sentAt: Date.now() + MINUTE });
  expect(stored.added).toEqual([LEAD_ID]);
  expect(await listStatusChanges(store, LEAD_ID)).toEqual(before);
  expect(await kept(LEAD_ID)).toBeUndefined();
  await expectExactCounts(store);

  await removeLead(store, LEAD_ID);
  await takeLeads(store, [back], { sentAt: Date.now() + 2 * MINUTE });
  expect(await listStatusChanges(store, LEAD_ID)).toEqual(before);
});

test("a lead that is back with another status was given it in Hermon while it was gone", async () => {
  const back = (status: LeadStatus) =>
    takeLeads(store, [{ ...mirroredLead(), ...LEAD, status }], { sentAt: Date.now() });
  const changes = async () =>
    (await listStatusChanges(store, LEAD_ID))?.map(({ by, to, not_before }) => ({
      by: by.kind,
      to: to.id,
      not_before,
    }));
  await removeLead(store, LEAD_ID);
  await back(BOOKED);
  const foreign = { by: "hermon", to: BOOKED.id, not_before: iso(FIRST_SENT) };
  expect(await changes()).toEqual([foreign]);

  await change(WON.id);
  const [own] = (await listStatusChanges(store, LEAD_ID)) ?? [];
  await removeLead(store, LEAD_ID);
  await back(NEW);
  expect(await changes()).toEqual([
    { by: "hermon", to: NEW.id, not_before: own?.at },
    { by: "person", to: WON.id, not_before: null },
    foreign,
  ]);
  await expectExactCounts(store);
});

test("a page asked for before a lead was found to be gone doesn't bring it back", async () => {
  await removeLead(store, LEAD_ID);
  const page = [{ ...mirroredLead(), ...LEAD }, mirroredLead()];
  const stored = await takeLeads(store, page, { sentAt: Date.now() - MINUTE });
  expect(stored.added).toEqual([page[1]?.id]);
  expect(await kept(LEAD_ID)).toBeDefined();
  await expectExactCounts(store);
});

test("who made a change is still known after the lead was gone", async () => {
  await change(WON.id);
  const actors = () =>
    store.db.selectFrom("status_changes").select(["actor_kind", "actor_id"]).execute();
  const before = await actors();
  await removeLead(store, LEAD_ID);
  await takeLeads(store, [{ ...mirroredLead(), ...LEAD, status: WON }], {
    sentAt: Date.now() + MINUTE,
  });
  expect(await actors()).toEqual(before);
});

test("an opt-in that is gone leaves its lead, and history keeps it", async () => {
  const [optIn, other] = OPT_INS.map(({ id }) => id);
  await addAnswers(optIn);
  const record = await readOptIn(store, optIn ?? "");
  await removeOptIn(store, optIn?.toUpperCase() ?? "");
  expect(await readOptIn(store, optIn ?? "")).toBeNull();
  expect(await listOptInsOfLead(store, LEAD_ID)).toMatchObject([{ id: other }]);
  expect(await kept(optIn ?? "")).toEqual({ kind: "opt-in", record });
  await expectExactCounts(store);
  const left = await store.db.selectFrom("opt_in_answers").selectAll().execute();
  expect(left).toEqual([]);
});

test("an opt-in may come back and go again", async () => {
  const [optIn] = OPT_INS;
  for (const again of [1, 2]) {
    await removeOptIn(store, optIn?.id ?? "");
    const stored = await takeOptIns(store, OPT_INS, FIRST_SENT + again);
    expect(stored).toMatchObject({ added: 1, leads: [LEAD_ID] });
    await expectExactCounts(store);
  }
});
