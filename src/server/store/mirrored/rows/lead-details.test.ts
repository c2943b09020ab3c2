import { beforeEach, expect, test } from "vitest";
import { listLeads, readLeadView, stateOfDetails } from "../../leads/leads.ts";
import type { Store } from "../../open.ts";
import { iso } from "../../time.ts";
import { type MirroredLeadDetails, storeLeadDetails } from "./lead-details.ts";
import type { Reading } from "./reading.ts";
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

const DETAILS: MirroredLeadDetails = {
  billing_details: { business_name: "Ito Ltd", vat_number: "", iban: "none" },
  ai_source_summary: "Came by an ad",
  notes: 2,
  appointments: 1,
  contracts: 0,
  payments: 3,
  opt_ins: 4,
};

/** Details that were asked for later or earlier than others of a test. */
const takeDetails = (
  id: string,
  sentAt: number,
  own: Partial<MirroredLeadDetails> = {},
  order?: Reading["order"],
) =>
  store.write((tx) =>
    storeLeadDetails(
      tx,
      id,
      { ...DETAILS, ...own },
      { sentAt, seenAt: () => undefined, ...(order && { order }) },
    ),
  );

test("details are kept with their age, also when a list brings the lead anew", async () => {
  const lead = await takeLead(store);
  await takeDetails(lead.id, FIRST_SENT + 1);
  await takeLeads(store, [{ ...lead, source: "CALENDLY" }], { sentAt: FIRST_SENT + MINUTE });
  expect(await readLeadView(store, lead.id)).toMatchObject({
    source: "CALENDLY",
    billing_details: DETAILS.billing_details,
    ai_source_summary: "Came by an ad",
    counts: { notes: 2, appointments: 1, contracts: 0, payments: 3, opt_ins: 4 },
    details_as_of: iso(FIRST_SENT + 1),
  });
});

test("older details don't take the place of newer ones", async () => {
  const lead = await takeLead(store);
  await takeDetails(lead.id, FIRST_SENT + 5, { billing_details: null });
  const older = { at: 4, soFar: soFar({ details: () => 5 }) };
  // By the machine's clock, which was set in between, they were asked for later.
  await takeDetails(lead.id, FIRST_SENT + 9, { ai_source_summary: "Older", notes: 9 }, older);
  const view = { billing_details: null, ai_source_summary: "Came by an ad" };
  expect(await readLeadView(store, lead.id)).toMatchObject(view);
  await takeDetails(lead.id, FIRST_SENT + 6, { ai_source_summary: null });
  expect(await readLeadView(store, lead.id)).toMatchObject({
    ai_source_summary: null,
    details_as_of: iso(FIRST_SENT + 6),
  });
});

test("it is told whether there is news in them; how old they are is none", async () => {
  const { id } = await takeLead(store);
  expect(await takeDetails(id, FIRST_SENT)).toBe(true);
  expect(await takeDetails(id, FIRST_SENT + 2)).toBe(false);
  expect((await readLeadView(store, id))?.details_as_of).toBe(iso(FIRST_SENT + 2));
  const older = { at: 1, soFar: soFar({ details: () => 2 }) };
  expect(await takeDetails(id, FIRST_SENT + 1, { notes: 9 }, older)).toBe(false);
  const { billing_details } = DETAILS;
  for (const [at, own] of [
    { notes: 9 },
    { notes: 9, ai_source_summary: null },
    { billing_details: { ...billing_details, iban: "another" } },
  ].entries()) {
    expect(await takeDetails(id, FIRST_SENT + 3 + at, own)).toBe(true);
  }
});

test("that there is nothing in them is news the first time", async () => {
  const { id } = await takeLead(store);
  const none = { billing_details: null, ai_source_summary: null };
  const zeros = { notes: 0, appointments: 0, payments: 0, opt_ins: 0 };
  expect(await takeDetails(id, FIRST_SENT, { ...none, ...zeros })).toBe(true);
  expect(await takeDetails(id, FIRST_SENT + 1, { ...none, ...zeros })).toBe(false);
});

test("details are behind a lead that has changed since, and not behind one read with them", async () => {
  const lead = await takeLead(store);
  await takeDetails(lead.id, FIRST_SENT + MINUTE);
  expect(await stateOfDetails(store, lead.id)).toBe("known");
  // Each later than the one before, though the clock was set back by hours in between.
  await takeLeads(store, [{ ...lead, source: "CALENDLY" }], { sentAt: FIRST_SENT - MINUTE });
  expect(await stateOfDetails(store, lead.id)).toBe("behind");
  await takeDetails(lead.id, FIRST_SENT - 60 * MINUTE);
  expect(await stateOfDetails(store, lead.id)).toBe("known");
});

test("details of a lead that isn't there come to nothing", async () => {
  expect(await takeDetails(mirroredLead().id, FIRST_SENT)).toBe(false);
  expect(await listLeads(store, {}, { offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
});
