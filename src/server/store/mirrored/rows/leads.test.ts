import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { listLeads, readLead, readLeadView } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { listStatusChanges } from "../../statuses/status-changes.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { leadStatus } from "../../test-store.ts";
import { iso } from "../../time.ts";
import type { MirroredLead } from "./leads.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  openMirror,
  soFar,
  takeLead,
  takeLeads,
} from "../test-mirror.ts";

let store: Store;

beforeEach(async () => {
  store = await openMirror();
});

const LATER = { sentAt: FIRST_SENT + MINUTE };

const NOTE = {
  id: "n1",
  note: "Asks for a call",
  appointment_id: null,
  created_by: { name: "Ben" },
  created_at: "2026-05-26T11:00:00.000Z",
};

const full = (own: Partial<MirroredLead> = {}) =>
  mirroredLead({
    last_name: "Ito",
    email: "Ida.Ito@Example.com",
    phone_e164: "+12025550123",
    phone_country: "US",
    source: "LANDING_PAGE",
    setter: "ada@example.com",
    triager: "new@example.com",
    next_touch_point_at: FIRST_SENT,
    next_touch_point_type: "CALL",
    first_source: { id: "s1", name: "Landing page" },
    last_source: { id: null, name: "Calendly" },
    status: leadStatus(2),
    latest_note: NOTE,
    ...own,
  });

test("a new lead is there as Hermon has it, and its details are yet to be read", async () => {
  const lead = full();
  expect(await takeLeads(store, [lead])).toMatchObject({
    seqs: [1],
    added: [lead.id],
    changed: [],
  });
  expect(await readLeadView(store, lead.id)).toMatchObject({
    id: lead.id,
    first_name: "Ida",
    last_name: "Ito",
    email: "Ida.Ito@Example.com",
    phone_e164: "+12025550123",
    phone_country: "US",
    source: "LANDING_PAGE",
    assigned_setter: "ada@example.com",
    assigned_closer: null,
    assigned_triager: "new@example.com",
    next_touch_point_date: iso(FIRST_SENT),
    next_touch_point_type: "CALL",
    first_source: { id: "s1", name: "Landing page" },
    last_source: { id: null, name: "Calendly" },
    status: leadStatus(2),
    latest_note: NOTE,
    created_at: iso(FIRST_SENT - 60 * MINUTE),
    details_as_of: null,
  });
  expect(await listStatusChanges(store, lead.id)).toEqual([]);
  await expectExactCounts(store);
});

test("a page that says nothing new leaves the database untouched", async () => {
  const leads = [full(), mirroredLead()];
  const { seqs } = await takeLeads(store, leads);
  const before = await store.version();
  const stored = await takeLeads(store, leads.toReversed(), LATER);
  expect(stored).toMatchObject({ added: [], changed: [] });
  expect(new Set(stored.seqs)).toEqual(new Set(seqs));
  expect(await store.version()).toBe(before);
});

const DIFFERENCES: readonly Partial<MirroredLead>[] = [
  { first_name: "Ida Maria" },
  { last_name: null },
  { email: "ida@example.com" },
  { phone_e164: null },
  { source: "CALENDLY" },
  { source: "SOMETHING_NEW" },
  { setter: null },
  { setter: "ben@example.com", closer: "someone@example.com", triager: null },
  { next_touch_point_at: null, next_touch_point_type: null },
  { first_source: { id: null, name: null } },
  { last_source: { id: "s2", name: "Calendly" } },
  { status: leadStatus(4) },
  { latest_note: { ...NOTE, note: "Has called" } },
  { created_at: FIRST_SENT - 9 * 24 * 60 * MINUTE },
  { updated_at: FIRST_SENT },
];

test("whatever is different is taken over and counted", async () => {
  const before = DIFFERENCES.map(() => full());
  const after = before.map((lead, at) => ({ ...lead, ...DIFFERENCES[at] }));
  await takeLeads(store, [mirroredLead(), ...before]);
  const stored = await takeLeads(store, after, LATER);
  expect(stored).toMatchObject({ added: [], changed: before.map(({ id }) => id) });
  await expectExactCounts(store);

  const elsewhere = await openMirror();
  await takeLeads(elsewhere, after);
  for (const { id } of after) {
    expect(await readLead(store, id)).toEqual(await readLead(elsewhere, id));
  }
});

test("new, changed and unchanged leads of one page are told apart", async () => {
  const [kept, changed, added] = [mirroredLead(), mirroredLead(), mirroredLead()];
  await takeLeads(store, [kept, changed]);
  const page = [added, kept, { ...changed, source: "CALENDLY" }];
  const stored = await takeLeads(store, page, LATER);
  expect(stored).toMatchObject({ added: [added.id], changed: [changed.id] });
  expect(new Set(stored.seqs)).toEqual(new Set([1, 2, 3]));
  expect(await listLeads(store, {}, { offset: 0, limit: 10 })).toMatchObject({ total: 3 });
});

test("a lead that was read again since is not taken back in time, whatever the clock says", async () => {
  const lead = mirroredLead();
  await takeLeads(store, [{ ...lead, first_name: "Now" }]);
  const before = await store.version();
  const stale = {
    ...lead,
    first_name: "Then",
    // Neither is known yet, and nobody needs them.
    status: { ...leadStatus(4), id: randomUUID() },
    setter: "former@example.com",
  };
  const order = { at: 5, soFar: soFar({ lead: () => 6 }) };
  expect(await takeLeads(store, [stale], { ...LATER, order })).toMatchObject({
    seqs: [1],
    changed: [],
  });
  expect(await readLead(store, lead.id)).toMatchObject({ first_name: "Now" });
  expect(await listStatusChanges(store, lead.id)).toEqual([]);
  expect(await store.version()).toBe(before);
});

test("what was asked for later is newer, though the clock was set back by a year in between", async () => {
  const lead = await takeLead(store);
  await takeLeads(store, [{ ...lead, first_name: "Then" }], LATER);
  const sentAt = LATER.sentAt - 365 * 24 * 60 * MINUTE;
  const order = { at: 6, soFar: soFar({ lead: (seq) => (seq === 1 ? 5 : undefined) }) };
  const now = { ...lead, first_name: "Now", status: leadStatus(4) };
  expect(await takeLeads(store, [now], { sentAt, order })).toMatchObject({ changed: [lead.id] });
  expect(await readLead(store, lead.id)).toMatchObject({ first_name: "Now" });
  const [change] = (await listStatusChanges(store, lead.id)) ?? [];
  expect(change?.not_before).toBe(iso(LATER.sentAt));
});

test("a time that Hermon doesn't give is the one that is known, or that of the reading", async () => {
  const timeless = await takeLead(store, { created_at: null, updated_at: null });
  const updated = await takeLead(store, { created_at: null });
  const dated = await takeLead(store);
  const again = { ...dated, created_at: null, updated_at: null };
  expect(await takeLeads(store, [again], LATER)).toMatchObject({ changed: [] });
  expect(await takeLeads(store, [timeless], LATER)).toMatchObject({ changed: [] });
  expect(await readLead(store, timeless.id)).toMatchObject({
    created_at: iso(FIRST_SENT),
    updated_at: iso(FIRST_SENT),
  });
  expect(await readLead(store, updated.id)).toMatchObject({
    created_at: iso(FIRST_SENT - 60 * MINUTE),
  });
});

test("more leads than a page has are stored at once", async () => {
  const leads = Array.from({ length: 250 }, () => mirroredLead());
  const { seqs, added } = await takeLeads(store, leads);
  expect(new Set(seqs).size).toBe(250);
  expect(added).toHaveLength(250);
  await expectExactCounts(store);
});
