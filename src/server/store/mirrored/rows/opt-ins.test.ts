import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { listOptIns, listOptInsOfLead, readOptIn } from "../../opt-ins/opt-ins.ts";
import type { Store } from "../../open.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { iso } from "../../time.ts";
import { leadsById } from "../../leads/leads.ts";
import { storeLeadDetails } from "./lead-details.ts";
import { knownLeads } from "./opt-ins.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  openMirror,
  takeLeads,
  takeOptIn,
  takeOptIns,
} from "../test-mirror.ts";

const [IDA, LEO] = [mirroredLead(), mirroredLead()];

let store: Store;

beforeEach(async () => {
  store = await openMirror([IDA, LEO]);
});

const totalOf = async (...source: string[]) => {
  const query = source.length > 0 ? { filter: { source } } : {};
  return (await listOptIns(store, query, { offset: 0, limit: 10 })).total;
};

test("a new opt-in is there as Hermon has it, and its details are yet to be read", async () => {
  const optIn = mirroredOptIn(IDA.id, {
    source: "TYPEFORM",
    provider_form_id: "f1",
    provider_form_name: "Apply",
    external_reference: "https://form.example.com/1",
  });
  const stored = await takeOptIns(store, [optIn]);
  expect(stored).toEqual({ seqs: [1], added: 1, leads: [IDA.id], counted: [], orphans: [] });
  expect(await readOptIn(store, optIn.id.toUpperCase())).toMatchObject({
    ...optIn,
    created_at: iso(FIRST_SENT - 60 * MINUTE),
    question_answers: [],
    details_missing: true,
  });
  expect(await totalOf("TYPEFORM")).toBe(1);
  await expectExactCounts(store);
});

test("a page that says nothing new leaves the database untouched", async () => {
  const optIns = [mirroredOptIn(IDA.id), mirroredOptIn(LEO.id, { created_at: null })];
  await takeOptIns(store, optIns);
  const before = await store.version();
  const stored = await takeOptIns(store, optIns, FIRST_SENT + MINUTE);
  expect(stored).toMatchObject({ added: 0, leads: [], orphans: [] });
  expect(new Set(stored.seqs)).toEqual(new Set([1, 2]));
  expect(await store.version()).toBe(before);
  expect(await readOptIn(store, optIns[1]?.id ?? "")).toMatchObject({
    created_at: iso(FIRST_SENT),
  });
});

test("one whose lead isn't here is handed back, and taken once the lead is", async () => {
  const later = mirroredLead();
  const [orphan, kept] = [mirroredOptIn(later.id), mirroredOptIn(IDA.id)];
  const stored = await takeOptIns(store, [orphan, kept]);
  expect(stored).toEqual({ seqs: [1], added: 1, leads: [IDA.id], counted: [], orphans: [orphan] });
  await expectExactCounts(store);
  await takeLeads(store, [later]);
  expect(await takeOptIns(store, [orphan])).toMatchObject({ added: 1, orphans: [] });
  expect(await listOptInsOfLead(store, later.id)).toHaveLength(1);
  await expectExactCounts(store);
});

test("one that was moved to another source or lead is counted there", async () => {
  const optIn = mirroredOptIn(IDA.id, { source: "CALENDLY" });
  await takeOptIns(store, [optIn, mirroredOptIn(IDA.id, { source: "CALENDLY" })]);
  const resourced = { ...optIn, source: "SOMETHING_NEW" };
  expect(await takeOptIns(store, [resourced])).toMatchObject({ added: 0, leads: [IDA.id] });
  expect([await totalOf(), await totalOf("CALENDLY"), await totalOf("SOMETHING_NEW")]).toEqual([
    2, 1, 1,
  ]);
  await expectExactCounts(store);
  expect(await takeOptIns(store, [{ ...resourced, lead_id: LEO.id }])).toMatchObject({ added: 0 });
  expect(await listOptInsOfLead(store, LEO.id)).toMatchObject([{ id: optIn.id }]);
  expect(await listOptInsOfLead(store, IDA.id)).toHaveLength(1);
  await expectExactCounts(store);
});

test("both leads of one that was moved are told of", async () => {
  const optIn = await takeOptIn(store, IDA.id);
  const { leads } = await takeOptIns(store, [{ ...optIn, lead_id: LEO.id }]);
  expect(leads.toSorted()).toEqual([IDA.id, LEO.id].toSorted());
});

test("of a lead whose details were read no fewer are told than are here", async () => {
  await takeOptIns(store, [mirroredOptIn(IDA.id), mirroredOptIn(LEO.id)]);
  const nothing = { notes: 0, appointments: 0, contracts: 0, payments: 0 };
  const details = { billing_details: null, ai_source_summary: null, ...nothing, opt_ins: 2 };
  const reading = { sentAt: FIRST_SENT, seenAt: () => undefined };
  await store.write((tx) => storeLeadDetails(tx, IDA.id, details, reading));
  const counts = async () => {
    const leads = await leadsById(store, [IDA.id, LEO.id]);
    return Object.fromEntries(leads.map((lead) => [lead.id, lead.opt_ins]));
  };
  const more = () => takeOptIns(store, [mirroredOptIn(IDA.id), mirroredOptIn(LEO.id)]);
  // The second one was read with the details.
  expect((await more()).counted).toEqual([]);
  expect(await counts()).toEqual({ [IDA.id]: 2, [LEO.id]: null });
  expect((await more()).counted).toEqual([IDA.id]);
  expect(await counts()).toEqual({ [IDA.id]: 3, [LEO.id]: null });
});

test("two with the same reference and source are both kept", async () => {
  const twins = ["1", "2"].map((provider_form_id) =>
    mirroredOptIn(IDA.id, { external_reference: "r", provider_form_id }),
  );
  await takeOptIns(store, twins);
  await takeOptIn(store, LEO.id, { external_reference: "r" });
  expect(await totalOf()).toBe(3);
  await expectExactCounts(store);
});

test("more opt-ins than a page has are stored at once", async () => {
  const optIns = Array.from({ length: 250 }, () => mirroredOptIn(IDA.id));
  const { seqs } = await takeOptIns(store, optIns);
  expect(new Set(seqs).size).toBe(250);
  await expectExactCounts(store);
});

test("of any ids, the leads that are here are told", async () => {
  const known = await knownLeads(store, [IDA.id, randomUUID(), "nonsense", LEO.id]);
  expect(known).toEqual(new Set([IDA.id, LEO.id]));
  expect(await knownLeads(store, [])).toEqual(new Set());
});
