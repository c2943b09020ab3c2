import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../open.ts";
import { listStatusChanges } from "../../statuses/status-changes.ts";
import { ADA, leadStatus } from "../../test-store.ts";
import { iso } from "../../time.ts";
import type { MirroredLead } from "../rows/leads.ts";
import { listPendingLeads } from "./pending-changes.ts";
import type { Reading } from "../rows/reading.ts";
import { MINUTE, mirroredLead, openMirror, sendChange, soFar, takeLeads } from "../test-mirror.ts";

const [NEW, BOOKED, WON] = [leadStatus(1), leadStatus(2), leadStatus(4)];
const BEN = { kind: "person", id: "2", name: "Ben" } as const;
const LEAD = mirroredLead();

let store: Store;
/** When the lead was read first: changes are sent by the clock, so this goes by it, too. */
let firstSent: number;

beforeEach(async () => {
  firstSent = Date.now() - MINUTE;
  store = await openMirror([LEAD], { sentAt: firstSent });
});

const read = (status: MirroredLead["status"], reading: Partial<Reading> = {}) =>
  takeLeads(store, [{ ...LEAD, status }], { sentAt: Date.now(), ...reading });

/** Sends a change, and hears nothing. */
const send = (status = WON, actor: typeof ADA | typeof BEN = ADA) =>
  sendChange(store, { leadId: LEAD.id, statusId: status.id, actor });

const changes = async () => (await listStatusChanges(store, LEAD.id)) ?? [];
const isPending = async () => (await listPendingLeads(store)).length > 0;

test("a change that nobody here has sent is Hermon's, made since the lead was last read", async () => {
  const began = Date.now();
  await read(WON);
  const [change, ...others] = await changes();
  expect(change).toMatchObject({
    lead_id: LEAD.id,
    from: { id: NEW.id },
    to: { id: WON.id },
    by: { kind: "hermon", name: "Hermon" },
    not_before: iso(firstSent),
    undo_of: null,
  });
  expect(Date.parse(change?.at ?? "")).toBeGreaterThanOrEqual(began);
  expect(others).toEqual([]);
});

test("or since it was last found unchanged", async () => {
  await read(WON, { seenAt: () => firstSent + 5 });
  expect(await changes()).toMatchObject([{ not_before: iso(firstSent + 5) }]);
});

test("changes are recorded one after another", async () => {
  await read(BOOKED, { sentAt: firstSent + 1 });
  await read(BOOKED, { sentAt: firstSent + 2 });
  await read(NEW, { sentAt: firstSent + 3 });
  expect(await changes()).toMatchObject([
    { from: { id: BOOKED.id }, to: { id: NEW.id }, not_before: iso(firstSent + 1) },
    { from: { id: NEW.id }, to: { id: BOOKED.id }, not_before: iso(firstSent) },
  ]);
});

test("a change like one that is pending is that person's", async () => {
  const { id } = await send();
  await read(WON);
  expect(await changes()).toMatchObject([
    { id, from: { id: NEW.id }, to: { id: WON.id }, by: { kind: "person", name: "Ada" } },
  ]);
  expect(await isPending()).toBe(false);
});

test("its `from` is what the lead really had", async () => {
  await send();
  await read(BOOKED);
  await read(WON);
  expect(await changes()).toMatchObject([
    { from: { id: BOOKED.id }, to: { id: WON.id }, by: { name: "Ada" } },
    { from: { id: NEW.id }, to: { id: BOOKED.id }, by: { name: "Hermon" } },
  ]);
});

test("of two who sent the same, the first has made it", async () => {
  await send(WON, BEN);
  await send(WON, ADA);
  await read(WON);
  expect(await changes()).toMatchObject([{ by: { name: "Ben" } }]);
  expect(await isPending()).toBe(false);
});

test("a pending change to another status is left pending", async () => {
  await send(BOOKED);
  await read(WON);
  expect(await changes()).toMatchObject([{ to: { id: WON.id }, by: { kind: "hermon" } }]);
  expect(await isPending()).toBe(true);
});

test("a stale reading neither makes nor unmakes a change", async () => {
  await send();
  await read(WON, { order: { at: 1, soFar: soFar({ lead: () => 2 }) } });
  expect(await changes()).toEqual([]);
  expect(await isPending()).toBe(true);
});

test("a pending change that the lead doesn't show ten minutes later is forgotten", async () => {
  await send();
  const later = (at: number) => ({ order: { at, soFar: soFar({ sent: () => 0 }) } });
  // What the machine's clock says doesn't count.
  await read(NEW, { sentAt: Date.now() + 60 * MINUTE, ...later(9 * MINUTE) });
  expect(await isPending()).toBe(true);
  await read(NEW, later(11 * MINUTE));
  expect(await isPending()).toBe(false);
  await read(WON, later(12 * MINUTE));
  expect(await changes()).toMatchObject([{ by: { kind: "hermon" } }]);
});

test("but not while its own lead wasn't read", async () => {
  const { id } = await send();
  const late = { order: { at: 60 * MINUTE, soFar: soFar({ sent: () => 0 }) } };
  await takeLeads(store, [mirroredLead()], late);
  await takeLeads(store, [mirroredLead()], late);
  expect(await isPending()).toBe(true);
  await read(WON, late);
  expect(await changes()).toMatchObject([{ id, by: { name: "Ada" } }]);
  expect(await isPending()).toBe(false);
});
