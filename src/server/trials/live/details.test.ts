import { expect, test } from "vitest";
import { LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus, getFreshLead } from "#api/contract/leads/lead-history.ts";
import { getLeadView } from "#api/contract/leads/lead-views.ts";
import { getLead, type Lead, LeadDetails, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { getSync } from "#api/contract/sync.ts";
import { fails, reset } from "#api/test-upstream.ts";
import { listenAt } from "#server/http/events/test-events.ts";
import { present } from "#server/test-server.ts";
import { openLive, until, untilWhole } from "./test-live.ts";
import { heldBy, instead } from "./test-proxy.ts";
import { allOptIns } from "./test-same.ts";

/** A mirror of lists alone: the details of opt-ins don't come by themselves. */
async function openWithoutBackfill() {
  let isShut = true;
  const live = await openLive({
    leads: 20,
    before({ proxy }) {
      proxy.rule = ({ path }) =>
        isShut && /\/opt-ins\/[^/]+$/.test(path) ? instead(fails(400)) : undefined;
    },
  });
  await until(async () => (await live.ada.call(getSync)).copied === null);
  return {
    ...live,
    open: () => {
      isShut = false;
    },
  };
}

test("details that were never read are fetched for whoever asks for them", async () => {
  const { hermon, ada, sender, open } = await openWithoutBackfill();
  const { id } = await hermon.leadAt(7);
  const params = { id };
  expect(await ada.call(getLeadView, { params })).toMatchObject({ details_as_of: null });
  const there = await hermon.api.call(getLead, { params });
  expect(await sender.call(getLead, { params })).toStrictEqual(there);
  const asked = hermon.proxy.requests.length;
  expect(await sender.call(getLead, { params })).toStrictEqual(there);
  const again = hermon.proxy.requests.slice(asked);
  expect(again.filter(({ path }) => path.endsWith(id))).toEqual([]);

  open();
  const [optIn] = await allOptIns(hermon.api);
  const optInParams = { id: optIn?.id ?? "" };
  expect(await sender.call(getOptIn, { params: optInParams })).toStrictEqual(
    await hermon.api.call(getOptIn, { params: optInParams }),
  );
});

test("opening a lead reads it again with all its opt-ins and their answers", async () => {
  const { hermon, ada, open } = await openWithoutBackfill();
  open();
  const { id, email, ...lead } = await hermon.leadAt(9);
  const params = { id };
  const body: Submission = {
    email,
    first_name: lead.first_name,
    source: "LANDING_PAGE",
    questions_answers: [{ question: "How soon?", answer: "At once" }],
    traffic: { utm_campaign: "Spring" },
  };
  const submitted = await hermon.api.call(submitOptIn, { body });
  const status_id = await hermon.otherStatus({ id, email, ...lead });
  await hermon.api.call(updateLeadStatus, { params, body: { status_id } });

  const begin = Date.now();
  const fresh = await ada.call(getFreshLead, { params });
  const { details_as_of } = fresh.lead;
  expect(LeadDetails.parse(fresh.lead)).toStrictEqual(await hermon.api.call(getLead, { params }));
  expect(Date.parse(details_as_of ?? "")).toBeGreaterThanOrEqual(begin);
  expect(fresh.opt_ins.map((one) => one.id)).toContain(submitted.opt_in_id);
  for (const one of fresh.opt_ins) {
    expect(one).toStrictEqual(await hermon.api.call(getOptIn, { params: { id: one.id } }));
  }
});

test("answers and attribution that were changed in Hermon are there when the lead is opened", async () => {
  const { hermon, ada, open } = await openWithoutBackfill();
  open();
  const { email, first_name } = await hermon.leadAt(5);
  const body: Submission = {
    email,
    first_name,
    source: "LANDING_PAGE",
    questions_answers: [{ question: "How soon?", answer: "At once" }],
  };
  const { lead_id, opt_in_id } = await hermon.api.call(submitOptIn, { body });
  const read = async () => {
    const { opt_ins } = await ada.call(getFreshLead, { params: { id: lead_id } });
    return opt_ins.find(({ id }) => id === opt_in_id);
  };
  expect(await read()).toMatchObject({ question_answers: [{ answer: "At once" }] });

  await hermon.store.write(async (tx) => {
    const answers = tx.updateTable("opt_in_answers").set({ answer: "Next year" });
    const asked = tx.selectFrom("questions").select("seq").where("text", "=", "How soon?");
    await answers.where("question", "in", asked).execute();
    await tx.updateTable("opt_ins").set({ utm_term: "x" }).where("id", "=", opt_in_id).execute();
  });
  expect(await read()).toMatchObject({
    question_answers: [{ answer: "Next year" }],
    traffic_attribution: { utm_term: "x" },
  });
});

test("an answer that was asked for earlier doesn't take the place of a later one", async () => {
  const { hermon, ada, sender } = await openWithoutBackfill();
  const { id, lead_id } = present((await allOptIns(hermon.api))[0]);
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let isFirst = true;
  hermon.proxy.rule = ({ path }) => {
    if (!isFirst || !path.endsWith(`/opt-ins/${id}`)) return undefined;
    isFirst = false;
    return heldBy(gate.promise, held.resolve);
  };
  const asking = sender.call(getOptIn, { params: { id } });
  await held.promise;
  await hermon.store.write((tx) =>
    tx.updateTable("opt_ins").set({ utm_term: "later" }).where("id", "=", id).execute(),
  );
  const later = { traffic_attribution: { utm_term: "later" } };
  const { opt_ins } = await ada.call(getFreshLead, { params: { id: lead_id } });
  expect(opt_ins.find((one) => one.id === id)).toMatchObject(later);
  gate.resolve();
  expect(await asking).toMatchObject(later);
});

test("whoever else has the lead open is told of what someone's opening it brought", async () => {
  const { hermon, url, ada, session } = await openLive({ leads: 20 });
  await untilWhole(ada);
  const { id } = await hermon.leadAt(3);
  const other = await hermon.leadAt(4);
  const open = () => ada.call(getFreshLead, { params: { id } });
  await open();
  const ben = await listenAt(Number(new URL(url).port), await session("Ben"));
  const told = () => ben.of("leads").map(({ content }) => LeadsChange.parse(content));
  /** What Ben is told while this is done: another lead's change comes last, with or behind all of it. */
  async function toldOf(work: () => Promise<unknown>) {
    const before = told().length;
    await work();
    const params = { id: other.id };
    const status_id = await hermon.otherStatus(await hermon.api.call(getLead, { params }));
    await ada.call(changeLeadStatus, { params, body: { status_id } });
    const since = () => told().slice(before);
    const isLast = (lead: Lead) => lead.id === other.id && lead.status.id === status_id;
    await until(() => since().some(({ leads }) => leads.some(isLast)));
    return since();
  }
  const isOfLead = ({ details }: LeadsChange) => details.includes(id);
  // What came before is told by then.
  await toldOf(async () => {});

  const alter = (values: { notes: number } | { ai_source_summary: string }) =>
    hermon.store.write((tx) => tx.updateTable("leads").set(values).where("id", "=", id).execute());
  for (const values of [{ ai_source_summary: "Came by a friend" }, { notes: 40 }]) {
    const news = await toldOf(async () => {
      await alter(values);
      await open();
    });
    expect(news.some(isOfLead)).toBe(true);
    // Nothing of this shows in any list.
    expect(
      news.flatMap(({ leads, gone }) => [...leads.map((lead) => lead.id), ...gone]),
    ).not.toContain(id);
    expect(news.some((one) => one.others || one.opt_ins || one.statuses)).toBe(false);
    // How old it is is no news.
    expect((await toldOf(open)).filter(isOfLead)).toEqual([]);
  }
  ben.close();
});

test("a lead that can't be fetched is shown as it was, and opening it says why", async () => {
  const { hermon, ada, sender } = await openWithoutBackfill();
  const known = { id: (await hermon.leadAt(1)).id };
  const unknown = { id: (await hermon.leadAt(2)).id };
  const lead = await sender.call(getLead, { params: known });
  hermon.proxy.rule = () => instead(reset);
  const refused = { status: 503, answered: "Hermon can't be reached right now" };
  await expect(ada.call(getFreshLead, { params: known })).rejects.toMatchObject(refused);
  expect(await ada.call(getLeadView, { params: known })).toMatchObject(lead);
  // Zeros and blanks in the place of details would be made up.
  await expect(sender.call(getLead, { params: unknown })).rejects.toMatchObject(refused);
  expect(await ada.call(getLeadView, { params: unknown })).toMatchObject({ details_as_of: null });
});
