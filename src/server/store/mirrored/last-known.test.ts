import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import * as z from "zod/mini";
import { readLeadView } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import { listOptInsOfLead } from "../opt-ins/opt-ins.ts";
import { changeStatus, listStatusChanges } from "../statuses/status-changes.ts";
import { ADA, leadStatus } from "../test-store.ts";
import { removeLead, removeOptIn } from "./removal/gone.ts";
import { readLastKnown } from "./last-known.ts";
import { storeLeadDetails } from "./rows/lead-details.ts";
import {
  FIRST_SENT,
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  openMirror,
  takeLeads,
  takeOptInDetails,
  takeOptIns,
} from "./test-mirror.ts";

const LEAD = mirroredLead({ phone_e164: "+15550100" });
const ANSWERED = mirroredOptIn(LEAD.id, { created_at: FIRST_SENT });
const UNREAD = mirroredOptIn(LEAD.id, { created_at: FIRST_SENT + MINUTE });
const READING = { sentAt: FIRST_SENT, seenAt: () => undefined };
const DETAILS = {
  billing_details: { address: "1 Example Street" },
  ai_source_summary: "Came by a friend",
  notes: 3,
  appointments: 0,
  contracts: 0,
  payments: 0,
  opt_ins: 2,
};

let store: Store;

beforeEach(async () => {
  store = await openMirror([LEAD]);
  await takeOptIns(store, [ANSWERED, UNREAD]);
  const answers = [{ id: "a", question: "Why?", answer: "Because", position: 0 }];
  await takeOptInDetails(store, ANSWERED.id, { answers });
  const actor = { ...ADA, id: "an account" };
  for (const status of [leadStatus(4), leadStatus(2)]) {
    await changeStatus(store, { leadId: LEAD.id, statusId: status.id, actor });
  }
});

/** The record as an earlier version of ours may have written it. */
const rewrite = (change: (record: string) => unknown) =>
  store.write(async (tx) => {
    const { record } = await tx.selectFrom("gone").select("record").executeTakeFirstOrThrow();
    await tx
      .updateTable("gone")
      .set({ record: JSON.stringify(change(record)) })
      .execute();
  });

const AnyRows = z.array(z.looseObject({}));
const AnyRecord = z.object({ lead: z.looseObject({}), opt_ins: AnyRows, status_changes: AnyRows });
const parsed = (record: string) => AnyRecord.parse(JSON.parse(record));

test("of a lead that is gone all is known as it was, and since when it is", async () => {
  await store.write((tx) => storeLeadDetails(tx, LEAD.id, DETAILS, READING));
  const lead = await readLeadView(store, LEAD.id);
  const opt_ins = await listOptInsOfLead(store, LEAD.id);
  const status_changes = await listStatusChanges(store, LEAD.id);
  const before = Date.now();
  await removeLead(store, LEAD.id);

  const known = await readLastKnown(store, LEAD.id.toUpperCase());
  const gone_at = known?.lead.gone_at ?? "";
  expect(known).toStrictEqual({ lead: { ...lead, gone_at }, opt_ins, status_changes });
  expect(lead?.details_as_of).toBe(new Date(FIRST_SENT).toISOString());
  expect(opt_ins).toMatchObject([{ question_answers: [{}] }, { details_missing: true }]);
  expect(status_changes).toHaveLength(2);
  expect(Date.parse(gone_at)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(gone_at)).toBeLessThanOrEqual(Date.now());
});

test("details that were never read stay unknown, and are not called empty", async () => {
  await removeLead(store, LEAD.id);
  expect((await readLastKnown(store, LEAD.id))?.lead.details_as_of).toBeNull();
});

test("nothing is last known of a lead that is there, never was, or is back", async () => {
  expect(await readLastKnown(store, LEAD.id)).toBeNull();
  expect(await readLastKnown(store, randomUUID())).toBeNull();
  await removeOptIn(store, UNREAD.id);
  expect(await readLastKnown(store, UNREAD.id)).toBeNull();
  await removeLead(store, LEAD.id);
  await takeLeads(store, [LEAD], { sentAt: Date.now() + MINUTE });
  expect(await readLastKnown(store, LEAD.id)).toBeNull();
});

test("whose account or key made a change stays with us", async () => {
  await removeLead(store, LEAD.id);
  const { record } = await store.db.selectFrom("gone").select("record").executeTakeFirstOrThrow();
  expect(record).toContain("an account");
  expect(JSON.stringify(await readLastKnown(store, LEAD.id))).not.toContain("an account");
});

test.each([
  ["details of which nothing is known", {}, null],
  ["details of which something is", { ai_source_summary: "Came by a friend" }, undefined],
])("a record from before the age of details was kept may have %s", async (_, own, asOf) => {
  await removeLead(store, LEAD.id);
  await rewrite((record) => {
    const { lead, ...rest } = parsed(record);
    return { ...rest, lead: { ...lead, details_as_of: undefined, ...own } };
  });
  expect((await readLastKnown(store, LEAD.id))?.lead.details_as_of).toBe(asOf);
});

test("what can't be read of a record costs nothing else of it", async () => {
  await removeLead(store, LEAD.id);
  await rewrite((record) => {
    const { lead, opt_ins, status_changes } = parsed(record);
    const [newest, ...older] = status_changes;
    return {
      lead,
      opt_ins: [...opt_ins, { id: 7 }],
      status_changes: [{ ...newest, by: 7 }, ...older],
    };
  });
  const known = await readLastKnown(store, LEAD.id);
  expect(known?.lead.first_name).toBe("Ida");
  expect(known?.opt_ins.map(({ id }) => id)).toEqual([ANSWERED.id, UNREAD.id]);
  expect(known?.status_changes).toMatchObject([{ to: { id: leadStatus(4).id } }]);
  await rewrite((record) => ({ lead: parsed(record).lead }));
  expect(await readLastKnown(store, LEAD.id)).toMatchObject({ opt_ins: [], status_changes: [] });
  await rewrite(() => ({ lead: { id: LEAD.id } }));
  expect(await readLastKnown(store, LEAD.id)).toBeNull();
});
