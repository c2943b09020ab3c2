import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { addAnswers, addLeads, addOptIns } from "../additions.ts";
import type { Store } from "../open.ts";
import { readOptInPosition } from "./opt-in-position.ts";
import type { OptInsQuery } from "./list-query.ts";
import { listOptIns, listOptInsOfLead, listOptInsView, readOptIn } from "./opt-ins.ts";
import { addTeam, NO_TRAFFIC, openTestStore, plainLead } from "../test-store.ts";

const LEADS = [plainLead({ seq: 1 }), plainLead({ seq: 2 }), plainLead({ seq: 3 })];

/** Sixty opt-ins of two leads, three in each millisecond. */
const OPT_INS = Array.from({ length: 60 }, (_, n) => ({
  seq: n + 1,
  id: randomUUID(),
  lead: 1 + (n % 2),
  source: SOURCES[n % 3] ?? "OTHER",
  created_at: 1_000 + Math.floor(n / 3),
}));

const NEWEST_FIRST = OPT_INS.toSorted(
  (a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1),
);

async function storeWithOptIns(): Promise<Store> {
  const store = await openTestStore();
  await addTeam(store);
  await store.write(async (tx) => {
    await addLeads(tx, LEADS);
    await addOptIns(tx, OPT_INS);
    await addAnswers(tx, [
      { id: "b", opt_in: 1, question: "Why?", answer: null, position: 1 },
      { id: "a", opt_in: 1, question: "Who?", answer: "Me", position: 0 },
    ]);
  });
  return store;
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test.each([
  {},
  { source: ["MANUAL"] },
  { source: ["ELSEWHERE"] },
  { lead_id: [LEADS[0]?.id.toUpperCase() ?? ""] },
  { lead_id: [LEADS[2]?.id ?? ""] },
  { lead_id: [LEADS[1]?.id ?? ""], source: ["CALENDLY"] },
  { lead_id: [randomUUID()] },
  { lead_id: ["nonsense"], source: ["CALENDLY"] },
])("lists %j newest first, page by page", async (filter: OptInsQuery["filter"] & object) => {
  const store = await storeWithOptIns();
  const lead = LEADS.find(({ id }) => id === filter.lead_id?.[0]?.toLowerCase());
  const expected = NEWEST_FIRST.filter(
    (one) =>
      (filter.source?.includes(one.source) ?? true) &&
      (filter.lead_id === undefined || one.lead === lead?.seq),
  );
  for (const offset of [0, 7, 14, 59, 70]) {
    const { rows, total } = await listOptIns(store, { filter }, { offset, limit: 7 });
    expect(ids(rows)).toEqual(ids(expected.slice(offset, offset + 7)));
    expect(total).toBe(expected.length);
  }
});

test("the view of all has their order, each with its lead's name and its place", async () => {
  const store = await storeWithOptIns();
  const { rows } = await listOptInsView(store, {}, { offset: 0, limit: 100 });
  expect(ids(rows)).toEqual(ids(NEWEST_FIRST));
  const placeOf = (at: number) => {
    const one = rows[at];
    return one ? { id: one.id, lead_id: one.lead_id } : null;
  };
  for (const [index, { id, lead_id, lead }] of rows.entries()) {
    const { first_name, last_name, email } = LEADS.find((one) => one.id === lead_id) ?? {};
    expect(lead).toEqual({ first_name, last_name: last_name ?? null, email });
    expect(await readOptInPosition(store, id.toUpperCase(), {})).toEqual({
      index,
      matches: true,
      total: 60,
      previous: placeOf(index - 1),
      next: placeOf(index + 1),
    });
  }
  expect(await readOptInPosition(store, randomUUID(), {})).toBeNull();
});

test("an opt-in names its lead by id and has its answers by position", async () => {
  const store = await storeWithOptIns();
  expect(await readOptIn(store, OPT_INS[0]?.id.toUpperCase() ?? "")).toEqual({
    id: OPT_INS[0]?.id,
    lead_id: LEADS[0]?.id,
    source: "CALENDLY",
    provider_form_id: null,
    provider_form_name: null,
    external_reference: null,
    created_at: "1970-01-01T00:00:01.000Z",
    question_answers: [
      { id: "a", question: "Who?", answer: "Me", position: 0 },
      { id: "b", question: "Why?", answer: null, position: 1 },
    ],
    traffic_attribution: NO_TRAFFIC,
  });
});

test("a lead's opt-ins come oldest first", async () => {
  const store = await storeWithOptIns();
  const mine = await listOptInsOfLead(store, LEADS[0]?.id.toUpperCase() ?? "");
  expect(ids(mine ?? [])).toEqual(ids(OPT_INS.filter(({ lead }) => lead === 1)));
  expect(mine?.[0]?.question_answers).toHaveLength(2);
  expect(await listOptInsOfLead(store, LEADS[2]?.id ?? "")).toEqual([]);
});

test.each(["", "nonsense", randomUUID()])("no opt-in and no lead is %j", async (id) => {
  const store = await storeWithOptIns();
  expect(await readOptIn(store, id)).toBeNull();
  expect(await listOptInsOfLead(store, id)).toBeNull();
});
