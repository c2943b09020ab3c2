import { expect, test } from "vitest";
import type { Store } from "#server/store/open.ts";
import { answers, reset } from "./test-faults.ts";
import { isRow, startTestHermon } from "./test-hermon.ts";
import { leadId, optInId, type Row } from "./test-rows.ts";
import {
  allLeads,
  comesTrue,
  copied,
  endsWithTest,
  leadDetails,
  mirrorOf,
  optInDetails,
} from "./test-mirror.ts";

/** What a sender with an API key is given of what changes in Hermon and shows in no list. */

const [LEAD, OTHER, OPT_IN] = [leadId(3), leadId(4), optInId(7)];

/** A mirror that has read all details once, and was started again since: how old they are it can't know. */
async function openRestarted() {
  const hermon = endsWithTest(await startTestHermon({ leads: 30, optIns: 40 }));
  const first = await mirrorOf(hermon);
  await copied(first);
  const before = {
    lead: await leadDetails(first, LEAD),
    other: await leadDetails(first, OTHER),
    optIn: await optInDetails(first, OPT_IN),
  };
  await first.mirror.stop();
  const mirrored = await mirrorOf(hermon, { store: first.store, pollSeconds: 600 });
  const row = (id: string) =>
    [...hermon.leads, ...hermon.optIns].filter(isRow).find((one) => one["id"] === id);
  const change = (id: string, own: Row) => Object.assign(row(id) ?? {}, own);
  const timesAsked = (id: string) =>
    hermon.asked.filter(({ what }) => what.endsWith(`/${id}`)).length;
  return { hermon, mirrored, before, row, change, timesAsked };
}

const NEWS: Row = {
  ai_source_summary: "Came by a friend",
  counts: { notes: 9, appointments: 8, contracts: 7, payments: 6, opt_ins: 5 },
  billing_details: { business_name: "Ito Ltd" },
};

const OPT_IN_NEWS: Row = {
  question_answers: [{ id: "a", question: "How soon?", answer: "At once", position: 0 }],
};

test("details that alone were changed come to senders, again and again", async () => {
  const { mirrored, change, row } = await openRestarted();
  for (const round of [1, 2]) {
    change(LEAD, { ...NEWS, ai_source_summary: `Summary ${round}` });
    change(OPT_IN, {
      ...OPT_IN_NEWS,
      question_answers: [],
      traffic_attribution: { utm_term: round },
    });
    await comesTrue(async () => {
      expect(await leadDetails(mirrored, LEAD)).toMatchObject(row(LEAD) ?? {});
      expect(await optInDetails(mirrored, OPT_IN)).toMatchObject({
        question_answers: [],
        traffic_attribution: { utm_term: String(round) },
      });
    });
  }
});

test("many who ask at once have it read once, and it isn't read again at once", async () => {
  const { mirrored, change, row, timesAsked } = await openRestarted();
  change(LEAD, NEWS);
  change(OPT_IN, OPT_IN_NEWS);
  const before = { lead: timesAsked(LEAD), optIn: timesAsked(OPT_IN) };
  const begun = performance.now();
  const asked = Array.from({ length: 40 }, () =>
    Promise.all([leadDetails(mirrored, LEAD), optInDetails(mirrored, OPT_IN.toUpperCase())]),
  );
  for (const [lead, optIn] of await Promise.all(asked)) {
    expect(lead).toEqual(row(LEAD));
    expect(optIn).toEqual(row(OPT_IN));
  }
  await leadDetails(mirrored, LEAD);
  await optInDetails(mirrored, OPT_IN);
  // And once more for every five seconds that all of this has taken.
  const most = 1 + Math.floor((performance.now() - begun) / 5_000);
  for (const more of [timesAsked(LEAD) - before.lead, timesAsked(OPT_IN) - before.optIn]) {
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThanOrEqual(most);
  }
});

test("who asks while it is being stored waits for that, too", async () => {
  const { mirrored: first, change, row, hermon } = await openRestarted();
  await first.mirror.stop();
  const stored = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const store: Store = {
    ...first.store,
    write: (work) =>
      first.store.write(async (tx) => {
        const result = await work(tx);
        const lead = tx.selectFrom("leads").select("ai_source_summary").where("id", "=", LEAD);
        const { ai_source_summary } = await lead.executeTakeFirstOrThrow();
        if (ai_source_summary === NEWS["ai_source_summary"]) {
          stored.resolve();
          await commit.promise;
        }
        return result;
      }),
  };
  const mirrored = await mirrorOf(hermon, { store, pollSeconds: 600 });
  change(LEAD, NEWS);
  const asked = [leadDetails(mirrored, LEAD)];
  await stored.promise;
  asked.push(leadDetails(mirrored, LEAD));
  await allLeads(mirrored);
  commit.resolve();
  for (const lead of await Promise.all(asked)) expect(lead).toEqual(row(LEAD));
});

test.each([
  ["fails", answers(500, "")],
  ["has no connection", reset],
  ["wants a pause", answers(429, "", { "retry-after": "600" })],
  ["refuses the key", answers(401, '{"status":"error","message":"Invalid or revoked API key"}')],
  ["says there is no such thing, and gives no list either", answers(404, "<h1>Not found</h1>")],
  ["answers with something else", answers(200, '{"status":"success","message":"","data":{}}')],
  ["gives another lead", answers(200, `{"status":"success","data":{"id":"${leadId(9)}"}}`)],
])("while Hermon %s, senders are given what was last known", async (_, fault) => {
  const { hermon, mirrored, before, change } = await openRestarted();
  change(LEAD, NEWS);
  change(OPT_IN, OPT_IN_NEWS);
  hermon.fault = () => fault;
  expect(await leadDetails(mirrored, LEAD)).toEqual(before.lead);
  expect(await optInDetails(mirrored, OPT_IN)).toEqual(before.optIn);
});

test("while Hermon is silent, too; what it says in the end is there for the next", async () => {
  const { hermon, mirrored, before, change, row } = await openRestarted();
  change(LEAD, NEWS);
  const held: (() => void)[] = [];
  hermon.fault = ({ url = "" }) =>
    url.endsWith(LEAD)
      ? (_, response) => {
          const body = JSON.stringify({ status: "success", message: "", data: row(LEAD) });
          held.push(() => response.end(body));
        }
      : undefined;
  expect(await leadDetails(mirrored, LEAD)).toEqual(before.lead);
  expect(held).toHaveLength(1);
  // Who asks for another one doesn't wait for it.
  expect(await leadDetails(mirrored, OTHER)).toEqual(before.other);
  for (const answer of held) answer();
  await comesTrue(async () => expect(await leadDetails(mirrored, LEAD)).toEqual(row(LEAD)));
});

test("what isn't here isn't asked for", async () => {
  const { hermon, mirrored, timesAsked } = await openRestarted();
  await expect(leadDetails(mirrored, leadId(99))).rejects.toMatchObject({ status: 404 });
  await expect(optInDetails(mirrored, optInId(99))).rejects.toMatchObject({ status: 404 });
  expect([timesAsked(leadId(99)), timesAsked(optInId(99))]).toEqual([0, 0]);
  expect(hermon.leads).toHaveLength(30);
});
