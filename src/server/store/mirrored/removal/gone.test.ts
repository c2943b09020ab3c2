import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { countLeads } from "../../counts/lead-counts.ts";
import { readLeadPosition } from "../../leads/lead-position.ts";
import { listLeads, readLead } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { listOptIns, listOptInsOfLead, readOptIn } from "../../opt-ins/opt-ins.ts";
import { changeStatus, listStatusChanges } from "../../statuses/status-changes.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { ADA, leadStatus } from "../../test-store.ts";
import { removeLead, removeOptIn } from "./gone.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  openMirror,
  sendChange,
  takeOptInDetails,
  takeOptIns,
} from "../test-mirror.ts";

const [BOOKED, WON] = [leadStatus(2), leadStatus(4)];
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

const change = async (statusId: string): Promise<string> => {
  const changed = await changeStatus(store, { leadId: LEAD.id, statusId, actor: ADA });
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
  const before = await store.version();
  expect(await removeLead(store, randomUUID())).toBe(false);
  expect(await removeOptIn(store, randomUUID())).toBeNull();
  expect(await store.version()).toBe(before);
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

test("an opt-in that is gone leaves its lead, and history keeps it", async () => {
  await takeOptInDetails(store, CALL.id, { answers: ANSWERS });
  const record = await readOptIn(store, CALL.id);
  expect(await removeOptIn(store, CALL.id.toUpperCase())).toBe(LEAD.id);
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
