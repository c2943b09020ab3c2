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
import { ADA, leadStatus } from "../test-store.ts";
import { iso } from "../time.ts";
import { removeLead, removeOptIn } from "./gone.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  openMirror,
  sendChange,
  takeLeads,
  takeOptInDetails,
  takeOptIns,
} from "./test-mirror.ts";

const [NEW, BOOKED, WON] = [leadStatus(1), leadStatus(2), leadStatus(4)];
const NEWER = mirroredLead({ created_at: 3 * MINUTE });
const LEAD = mirroredLead({ created_at: 2 * MINUTE });
const OLDER = mirroredLead({ created_at: MINUTE });
const CALL = mirroredOptIn(LEAD.id, { source: "CALENDLY" });
const OTHER = mirroredOptIn(LEAD.id);

let store: Store;

beforeEach(async () => {
  store = await openMirror([NEWER, LEAD, OLDER]);
  await takeOptIns(store, [CALL, OTHER, mirroredOptIn(NEWER.id)]);
});

const change = async (statusId: string, undoOf?: string): Promise<string> => {
  const changed = await changeStatus(store, { leadId: LEAD.id, statusId, actor: ADA, undoOf });
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  return changed.change.id;
};

const ANSWERS = [{ id: "a", question: "Why?", answer: "Because", position: 0 }];

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
  await takeOptInDetails(store, CALL.id, { answers: ANSWERS });
  await sendChange(store, { leadId: LEAD.id, statusId: BOOKED.id, actor: ADA });
  expect(await removeLead(store, LEAD.id.toUpperCase())).toBe(true);

  const { rows, total } = await listLeads(store, {}, { offset: 0, limit: 10 });
  expect({ ids: rows.map(({ id }) => id), total }).toEqual({ ids: [NEWER.id, OLDER.id], total: 2 });
  expect(await readLead(store, LEAD.id)).toBeNull();
  expect(await readLeadPosition(store, LEAD.id, {})).toBeNull();
  expect(await readLeadPosition(store, NEWER.id, {})).toMatchObject({ total: 2, next: OLDER.id });
  expect(await countLeads(store, {})).toMatchObject({ total: 2, all: 2 });
  expect(await listStatusChanges(store, LEAD.id)).toBeNull();
  expect(await listOptInsOfLead(store, LEAD.id)).toBeNull();
  for (const { id } of [CALL, OTHER]) expect(await readOptIn(store, id)).toBeNull();
  expect(await listOptIns(store, {}, { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  await expectExactCounts(store);
});

test("history keeps it with all that belonged to it", async () => {
  await takeOptInDetails(store, CALL.id, { answers: ANSWERS });
  const first = await change(WON.id);
  const lead = await readLead(store, LEAD.id);
  const opt_ins = await listOptInsOfLead(store, LEAD.id);
  const status_changes = await listStatusChanges(store, LEAD.id);
  expect(status_changes).toMatchObject([{ id: first }]);
  await removeLead(store, LEAD.id);
  expect(await kept(LEAD.id)).toMatchObject({
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
  const both = await Promise.all([removeLead(store, LEAD.id), removeLead(store, LEAD.id)]);
  expect(both).toEqual([true, false]);
  await expectExactCounts(store);
});

test("what happens to a lead in its last moment is kept, too", async () => {
  const [, changed] = await Promise.all([
    removeLead(store, LEAD.id),
    // Whichever is first: a change that was made is not lost.
    changeStatus(store, { leadId: LEAD.id, statusId: WON.id, actor: ADA }),
  ]);
  const status_changes = changed.outcome === "changed" ? [changed.change] : [];
  expect(await kept(LEAD.id)).toMatchObject({ record: { status_changes } });
});

test("a lead that is back has its changes back, with what undid what", async () => {
  const first = await change(WON.id);
  const second = await change(NEW.id, first);
  await change(WON.id, second);
  const booked = { ...LEAD, status: BOOKED };
  await takeLeads(store, [booked], { sentAt: FIRST_SENT + MINUTE });
  const before = await listStatusChanges(store, LEAD.id);
  expect(before).toMatchObject([
    { by: { kind: "hermon" }, not_before: iso(FIRST_SENT) },
    { undo_of: second },
    { id: second, undo_of: first },
    { id: first, undo_of: null },
  ]);
  await removeLead(store, LEAD.id);
  const stored = await takeLeads(store, [booked], { sentAt: Date.now() + MINUTE });
  expect(stored.added).toEqual([LEAD.id]);
  expect(await listStatusChanges(store, LEAD.id)).toEqual(before);
  expect(await kept(LEAD.id)).toBeUndefined();
  await expectExactCounts(store);

  await removeLead(store, LEAD.id);
  await takeLeads(store, [booked], { sentAt: Date.now() + 2 * MINUTE });
  expect(await listStatusChanges(store, LEAD.id)).toEqual(before);
});

test("a lead that is back with another status was given it in Hermon while it was gone", async () => {
  const back = (status: LeadStatus) =>
    takeLeads(store, [{ ...LEAD, status }], { sentAt: Date.now() });
  const changes = async () =>
    (await listStatusChanges(store, LEAD.id))?.map(({ by, to, not_before }) => ({
      by: by.kind,
      to: to.id,
      not_before,
    }));
  await removeLead(store, LEAD.id);
  await back(BOOKED);
  const foreign = { by: "hermon", to: BOOKED.id, not_before: iso(FIRST_SENT) };
  expect(await changes()).toEqual([foreign]);

  await change(WON.id);
  const [own] = (await listStatusChanges(store, LEAD.id)) ?? [];
  await removeLead(store, LEAD.id);
  await back(NEW);
  expect(await changes()).toEqual([
    { by: "hermon", to: NEW.id, not_before: own?.at },
    { by: "person", to: WON.id, not_before: null },
    foreign,
  ]);
  await expectExactCounts(store);
});

test("a page asked for before a lead was found to be gone doesn't bring it back", async () => {
  await removeLead(store, LEAD.id);
  const other = mirroredLead();
  const stored = await takeLeads(store, [LEAD, other], { sentAt: Date.now() - MINUTE });
  expect(stored.added).toEqual([other.id]);
  expect(await kept(LEAD.id)).toBeDefined();
  await expectExactCounts(store);
});

test("who made a change is still known after the lead was gone", async () => {
  await change(WON.id);
  const actors = () =>
    store.db.selectFrom("status_changes").select(["actor_kind", "actor_id"]).execute();
  const before = await actors();
  await removeLead(store, LEAD.id);
  await takeLeads(store, [{ ...LEAD, status: WON }], { sentAt: Date.now() + MINUTE });
  expect(await actors()).toEqual(before);
});

test("an opt-in that is gone leaves its lead, and history keeps it", async () => {
  await takeOptInDetails(store, CALL.id, { answers: ANSWERS });
  const record = await readOptIn(store, CALL.id);
  await removeOptIn(store, CALL.id.toUpperCase());
  expect(await readOptIn(store, CALL.id)).toBeNull();
  expect(await listOptInsOfLead(store, LEAD.id)).toMatchObject([{ id: OTHER.id }]);
  expect(await kept(CALL.id)).toEqual({ kind: "opt-in", record });
  await expectExactCounts(store);
  const left = await store.db.selectFrom("opt_in_answers").selectAll().execute();
  expect(left).toEqual([]);
});

test("an opt-in may come back and go again", async () => {
  for (const again of [1, 2]) {
    await removeOptIn(store, CALL.id);
    const stored = await takeOptIns(store, [CALL, OTHER], FIRST_SENT + again);
    expect(stored).toMatchObject({ added: 1, leads: [LEAD.id] });
    await expectExactCounts(store);
  }
});
