import { expect, test } from "vitest";
import { removeLead } from "./gone.ts";
import { storeOptInDetails } from "./opt-ins.ts";
import {
  mirroredLead,
  mirroredOptIn,
  NO_TRAFFIC,
  openMirror,
  takeLeads,
  takeOptIns,
} from "./test-mirror.ts";
import { readTotals } from "./totals.ts";
import { unseenLeads, unseenOptIns } from "./unseen.ts";

const LEADS = [mirroredLead(), mirroredLead({ source: "CALENDLY" }), mirroredLead()];
const OPT_INS = LEADS.map(({ id }, at) => mirroredOptIn(id, { source: at ? "OTHER" : "CALENDLY" }));

async function openFilled() {
  const store = await openMirror();
  await takeLeads(store, LEADS);
  await takeOptIns(store, OPT_INS);
  return store;
}

test("an empty mirror has nothing", async () => {
  const store = await openMirror();
  expect(await readTotals(store)).toEqual({ leads: 0, optIns: 0, lackingDetails: 0 });
  expect(await unseenLeads(store, () => false)).toEqual([]);
});

test("totals are of what is here, and of what is yet to be read", async () => {
  const store = await openFilled();
  expect(await readTotals(store)).toEqual({ leads: 3, optIns: 3, lackingDetails: 3 });
  const { id } = OPT_INS[0] ?? { id: "" };
  await store.write((tx) => storeOptInDetails(tx, id, { answers: [], attribution: NO_TRAFFIC }));
  expect(await readTotals(store)).toEqual({ leads: 3, optIns: 3, lackingDetails: 2 });
  await removeLead(store, LEADS[2]?.id ?? "");
  expect(await readTotals(store)).toEqual({ leads: 2, optIns: 2, lackingDetails: 1 });
});

test("what a reading of everything didn't come across is told by id", async () => {
  const store = await openFilled();
  const { seqs } = await takeLeads(store, LEADS.slice(1));
  expect(await unseenLeads(store, (lead) => seqs.includes(lead))).toEqual([LEADS[0]?.id]);
  const seen = await takeOptIns(store, OPT_INS.slice(0, 2));
  expect(await unseenOptIns(store, (optIn) => seen.seqs.includes(optIn))).toEqual([OPT_INS[2]?.id]);
  expect(await unseenOptIns(store, () => true)).toEqual([]);
});
