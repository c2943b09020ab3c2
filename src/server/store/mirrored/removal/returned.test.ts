import { beforeEach, expect, test } from "vitest";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import type { Store } from "../../open.ts";
import { changeStatus, listStatusChanges } from "../../statuses/status-changes.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { ADA, leadStatus } from "../../test-store.ts";
import { iso } from "../../time.ts";
import { removeLead } from "./gone.ts";
import { FIRST_SENT, MINUTE, mirroredLead, openMirror, soFar, takeLeads } from "../test-mirror.ts";

const [NEW, BOOKED, WON] = [leadStatus(1), leadStatus(2), leadStatus(4)];
const LEAD = mirroredLead();

let store: Store;

beforeEach(async () => {
  store = await openMirror([mirroredLead(), LEAD, mirroredLead()]);
});

const change = async (statusId: string, undoOf?: string): Promise<string> => {
  const changed = await changeStatus(store, { leadId: LEAD.id, statusId, actor: ADA, undoOf });
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  return changed.change.id;
};

const goneIds = async () => {
  const rows = await store.db.selectFrom("gone").select("id").execute();
  return rows.map(({ id }) => id);
};

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
  expect(await goneIds()).toEqual([]);
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
  const known = soFar({ gone: (id) => (id === LEAD.id ? 6 : undefined) });
  const stored = await takeLeads(store, [LEAD, other], { order: { at: 5, soFar: known } });
  expect(stored.added).toEqual([other.id]);
  expect(await goneIds()).toEqual([LEAD.id]);
  // One asked for afterwards does, though the clock was set back by a minute since.
  const later = { sentAt: Date.now() - MINUTE, order: { at: 7, soFar: known } };
  expect((await takeLeads(store, [LEAD], later)).added).toEqual([LEAD.id]);
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
