import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { readLead } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { listStatusChanges } from "../../statuses/status-changes.ts";
import type { StatusRequest } from "../../statuses/status-request.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { ADA, FORM, leadStatus } from "../../test-store.ts";
import { removeLead } from "../removal/gone.ts";
import {
  beginChange,
  confirmChange,
  forgetChange,
  listPendingLeads,
  readOutcome,
} from "./pending-changes.ts";
import { MINUTE, mirroredLead, openMirror, sendChange, soFar, takeLeads } from "../test-mirror.ts";

const [NEW, BOOKED, WON, DEAL] = [leadStatus(1), leadStatus(2), leadStatus(4), leadStatus(5)];
const LEAD = mirroredLead();

let store: Store;

beforeEach(async () => {
  store = await openMirror([LEAD], { sentAt: Date.now() - MINUTE });
});

const WISH: StatusRequest = { leadId: LEAD.id, statusId: WON.id, actor: ADA };
const begin = (own: Partial<StatusRequest> = {}) => sendChange(store, { ...WISH, ...own });

const statusNow = async () => (await readLead(store, LEAD.id))?.status.id;

test("a change that was begun is noted, and nothing is changed", async () => {
  const pending = await begin({ leadId: LEAD.id.toUpperCase() });
  expect(pending).toMatchObject({ leadId: LEAD.id, fromStatusId: NEW.id });
  expect(await listPendingLeads(store)).toEqual([LEAD.id]);
  expect(await statusNow()).toBe(NEW.id);
  expect(await listStatusChanges(store, LEAD.id)).toEqual([]);
});

test("a change that something stands against isn't begun", async () => {
  const outcomes = [
    [{ statusId: NEW.id }, "unchanged"],
    [{ statusId: DEAL.id }, "not-for-leads"],
    [{ statusId: randomUUID() }, "unknown-status"],
    [{ leadId: randomUUID() }, "unknown-lead"],
    [{ expectedStatusId: BOOKED.id }, "conflict"],
    [{ undoOf: randomUUID() }, "conflict"],
  ] as const;
  for (const [own, outcome] of outcomes) {
    expect(await beginChange(store, { ...WISH, ...own })).toMatchObject({ outcome });
  }
  expect(await listPendingLeads(store)).toEqual([]);
});

test("what Hermon confirmed is stored, recorded and counted", async () => {
  const pending = await begin();
  await confirmChange(store, pending.id);
  const { lead, change, latest, statusId } = await readOutcome(store, pending);
  expect(lead).toMatchObject({ id: LEAD.id });
  expect(statusId).toBe(WON.id);
  expect(change).toMatchObject({ id: pending.id, actor_kind: "person", actor_id: "1" });
  expect(latest).toEqual(change);
  expect(await listStatusChanges(store, LEAD.id)).toMatchObject([
    { id: pending.id, from: { id: NEW.id }, by: { name: "Ada" }, not_before: null },
  ]);
  expect(await listPendingLeads(store)).toEqual([]);
  await expectExactCounts(store);
});

test("a change that a scan has seen before it was confirmed is recorded once", async () => {
  const pending = await begin();
  await takeLeads(store, [{ ...LEAD, status: WON }], { sentAt: Date.now() });
  await confirmChange(store, pending.id);
  await takeLeads(store, [{ ...LEAD, status: WON }], { sentAt: Date.now() });
  expect(await listStatusChanges(store, LEAD.id)).toMatchObject([{ id: pending.id }]);
  expect((await readOutcome(store, pending)).change).toMatchObject({ id: pending.id });
  await expectExactCounts(store);
});

test("and doesn't undo what came after it", async () => {
  const pending = await begin();
  await takeLeads(store, [{ ...LEAD, status: WON }], { sentAt: Date.now() });
  await takeLeads(store, [{ ...LEAD, status: BOOKED }], { sentAt: Date.now() });
  await confirmChange(store, pending.id);
  expect(await statusNow()).toBe(BOOKED.id);
  const { change, latest } = await readOutcome(store, pending);
  expect(change).toMatchObject({ id: pending.id });
  expect(latest).toMatchObject({ actor_kind: "hermon" });
});

test("a page that was asked for before the confirmation doesn't take it back", async () => {
  const pending = await begin();
  let confirmed: number | undefined;
  await confirmChange(store, pending.id, (lead) => (confirmed = lead));
  const known = soFar({ lead: (seq) => (seq === confirmed ? 6 : undefined) });
  await takeLeads(store, [LEAD], { order: { at: 5, soFar: known } });
  expect(await statusNow()).toBe(WON.id);
  expect(await listStatusChanges(store, LEAD.id)).toHaveLength(1);
});

test("a change that Hermon refused is forgotten: nobody is taken for its author", async () => {
  const pending = await begin();
  await forgetChange(store, pending.id);
  expect(await listPendingLeads(store)).toEqual([]);
  await confirmChange(store, pending.id);
  expect(await statusNow()).toBe(NEW.id);
  const { change, latest, statusId } = await readOutcome(store, pending);
  expect({ change, latest, statusId }).toEqual({
    change: undefined,
    latest: undefined,
    statusId: NEW.id,
  });
});

test("an undo is confirmed as one", async () => {
  const made = await begin();
  await confirmChange(store, made.id);
  const undo = await begin({ statusId: NEW.id, undoOf: made.id.toUpperCase(), actor: FORM });
  await confirmChange(store, undo.id);
  expect(await listStatusChanges(store, LEAD.id)).toMatchObject([
    { id: undo.id, undo_of: made.id, by: { kind: "key", name: "Form" } },
    { id: made.id, undo_of: null },
  ]);
});

test("one lead with several pending changes is listed once", async () => {
  await begin();
  await begin({ statusId: BOOKED.id, actor: FORM });
  expect(await listPendingLeads(store)).toEqual([LEAD.id]);
});

test("of a lead that has gone meanwhile, nothing is left to say", async () => {
  const pending = await begin();
  await removeLead(store, LEAD.id);
  await confirmChange(store, pending.id);
  expect(await readOutcome(store, pending)).toEqual({
    lead: undefined,
    statusId: undefined,
    change: undefined,
    latest: undefined,
  });
});
