import { expect, test } from "vitest";
import { removeLead } from "./removal/gone.ts";
import {
  mirroredLead,
  mirroredOptIn,
  openMirror,
  takeLeads,
  takeOptInDetails,
  takeOptIns,
} from "./test-mirror.ts";
import { countLackingDetails, readTotals } from "./totals.ts";
import { listUnseen } from "./removal/unseen.ts";

const LEADS = [mirroredLead(), mirroredLead({ source: "CALENDLY" }), mirroredLead()] as const;
const OPT_INS = [
  mirroredOptIn(LEADS[0].id, { source: "CALENDLY" }),
  mirroredOptIn(LEADS[1].id),
  mirroredOptIn(LEADS[2].id),
] as const;

async function openFilled() {
  const store = await openMirror(LEADS);
  await takeOptIns(store, OPT_INS);
  return store;
}

test("an empty mirror has nothing", async () => {
  const store = await openMirror();
  expect(await readTotals(store)).toEqual({ leads: 0, optIns: 0 });
  expect(await countLackingDetails(store)).toBe(0);
  expect(await listUnseen(store, "leads", () => false)).toEqual([]);
});

test("totals are of what is here, and of what is yet to be read", async () => {
  const store = await openFilled();
  expect(await readTotals(store)).toEqual({ leads: 3, optIns: 3 });
  expect(await countLackingDetails(store)).toBe(3);
  await takeOptInDetails(store, OPT_INS[0].id);
  expect(await readTotals(store)).toEqual({ leads: 3, optIns: 3 });
  expect(await countLackingDetails(store)).toBe(2);
  await removeLead(store, LEADS[2].id);
  expect(await readTotals(store)).toEqual({ leads: 2, optIns: 2 });
  expect(await countLackingDetails(store)).toBe(1);
});

test("what a reading of everything didn't come across is told by id", async () => {
  const store = await openFilled();
  const { seqs } = await takeLeads(store, LEADS.slice(1));
  const unseen = await listUnseen(store, "leads", (lead) => seqs.includes(lead));
  expect(unseen).toEqual([LEADS[0].id]);
  const seen = await takeOptIns(store, OPT_INS.slice(0, 2));
  const wasSeen = (optIn: number) => seen.seqs.includes(optIn);
  expect(await listUnseen(store, "opt_ins", wasSeen)).toEqual([OPT_INS[2].id]);
  expect(await listUnseen(store, "opt_ins", () => true)).toEqual([]);
});

test("what a reading didn't come across has another order each time, so that the first ones are a sample", async () => {
  const store = await openFilled();
  const firsts = new Set<string | undefined>();
  for (let times = 0; times < 60; times += 1) {
    const unseen = await listUnseen(store, "leads", () => false);
    expect(new Set(unseen)).toEqual(new Set(LEADS.map(({ id }) => id)));
    firsts.add(unseen[0]);
  }
  expect(firsts.size).toBe(LEADS.length);
});
