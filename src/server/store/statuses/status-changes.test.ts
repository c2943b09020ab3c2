import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { addLeads } from "../additions.ts";
import { readLead } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import { changeStatus, listStatusChanges } from "./status-changes.ts";
import type { StatusRequest } from "./status-request.ts";
import { ADA, addTeam, FORM, openTestStore, plainLead, STATUSES } from "../test-store.ts";

const [NEW = "", BOOKED = "", , WON = "", NEGOTIATION = ""] = STATUSES.map(({ id }) => id);
const LEAD = plainLead({ created_at: 1, updated_at: 1 });

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addTeam(store);
  await store.write((tx) => addLeads(tx, [LEAD]));
});

const change = (request: Partial<StatusRequest>) =>
  changeStatus(store, { leadId: LEAD.id, statusId: WON, actor: ADA, ...request });

const statusNow = async () => (await readLead(store, LEAD.id))?.status.id;

test("a change is made and recorded", async () => {
  const began = Date.now();
  const result = await change({});
  const recorded = {
    lead_id: LEAD.id,
    from: { id: NEW, name: "New lead" },
    to: { id: WON, name: "Won" },
    by: { kind: "person", name: "Ada" },
    undo_of: null,
  };
  expect(result).toMatchObject({
    outcome: "changed",
    lead: { status: { id: WON } },
    change: recorded,
  });
  const [latest] = (await listStatusChanges(store, LEAD.id.toUpperCase())) ?? [];
  expect(latest).toMatchObject(recorded);
  expect(Date.parse(latest?.at ?? "")).toBeGreaterThanOrEqual(began);
  const lead = await readLead(store, LEAD.id);
  expect(lead).toMatchObject({ status: { id: WON }, updated_at: latest?.at });
});

test("ids are taken in any case", async () => {
  const request = { leadId: LEAD.id.toUpperCase(), statusId: WON.toUpperCase() };
  expect(await change({ ...request, expectedStatusId: NEW.toUpperCase() })).toMatchObject({
    outcome: "changed",
    change: { lead_id: LEAD.id },
  });
});

test("the status a lead has already is no change", async () => {
  expect(await change({ statusId: NEW })).toMatchObject({
    outcome: "unchanged",
    lead: { id: LEAD.id, updated_at: "1970-01-01T00:00:00.001Z" },
  });
  expect(await listStatusChanges(store, LEAD.id)).toEqual([]);
});

test.each(["", "nonsense", randomUUID()])("no lead is %j", async (leadId) => {
  expect(await change({ leadId })).toEqual({ outcome: "unknown-lead" });
  expect(await listStatusChanges(store, leadId)).toBeNull();
});

test.each(["", "nonsense", randomUUID()])("no status is %j", async (statusId) => {
  expect(await change({ statusId })).toEqual({ outcome: "unknown-status" });
});

test("a status for opportunities is not for leads", async () => {
  expect(await change({ statusId: NEGOTIATION })).toEqual({ outcome: "not-for-leads" });
  expect(await statusNow()).toBe(NEW);
});

test("whoever saw another status learns who changed it to what", async () => {
  await change({ statusId: BOOKED, actor: FORM });
  const late = await change({ statusId: WON, expectedStatusId: NEW });
  expect(late).toMatchObject({
    outcome: "conflict",
    lead: { status: { id: BOOKED } },
    latestChange: { to: { id: BOOKED }, by: { name: "Form" } },
  });
  expect(await statusNow()).toBe(BOOKED);
});

test("a conflict with a lead nobody changed here has no latest change", async () => {
  expect(await change({ expectedStatusId: BOOKED })).toMatchObject({
    outcome: "conflict",
    latestChange: null,
  });
});

test("a change is taken back once", async () => {
  const made = await change({ expectedStatusId: NEW });
  const undoOf = made.outcome === "changed" ? made.change.id : "";
  const undo = { statusId: NEW, undoOf };
  expect(await change(undo)).toMatchObject({ outcome: "changed", change: { undo_of: undoOf } });
  expect(await change(undo)).toMatchObject({ outcome: "unchanged" });
  expect((await listStatusChanges(store, LEAD.id))?.map(({ to }) => to.id)).toEqual([NEW, WON]);
});

test("a change that isn't the latest any more is not taken back", async () => {
  const made = await change({});
  const undoOf = made.outcome === "changed" ? made.change.id : "";
  await change({ statusId: BOOKED, actor: FORM });
  expect(await change({ statusId: NEW, undoOf })).toMatchObject({
    outcome: "conflict",
    lead: { status: { id: BOOKED } },
    latestChange: { by: { kind: "key", name: "Form" } },
  });
});

test("an undo goes nowhere but back", async () => {
  const made = await change({});
  const undoOf = made.outcome === "changed" ? made.change.id : "";
  expect(await change({ statusId: BOOKED, undoOf })).toMatchObject({ outcome: "conflict" });
  expect(await change({ statusId: NEW, undoOf: randomUUID() })).toMatchObject({
    outcome: "conflict",
  });
  expect(await statusNow()).toBe(WON);
});

test("of two who change the same lead at once, one learns of the other", async () => {
  const results = await Promise.all([
    change({ statusId: BOOKED, expectedStatusId: NEW }),
    change({ statusId: WON, expectedStatusId: NEW, actor: FORM }),
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual(["changed", "conflict"]);
  expect(await listStatusChanges(store, LEAD.id)).toHaveLength(1);
});
