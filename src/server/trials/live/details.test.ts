import { expect, test } from "vitest";
import { LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus, getFreshLead, getLeadView } from "#api/contract/lead-views.ts";
import { getLead, updateLeadStatus } from "#api/contract/leads.ts";
import { getOptIn } from "#api/contract/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/submission.ts";
import { getSync } from "#api/contract/sync.ts";
import { fails, reset } from "#api/test-upstream.ts";
import { listenAt } from "#server/http/events/test-events.ts";
import { openLive, until, untilWhole } from "./test-live.ts";
import { instead } from "./test-proxy.ts";
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
  const { details_as_of, ...details } = fresh.lead;
  expect(details).toStrictEqual(await hermon.api.call(getLead, { params }));
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
    await answers.where("question", "=", "How soon?").execute();
    await tx.updateTable("opt_ins").set({ utm_term: "x" }).where("id", "=", opt_in_id).execute();
  });
  expect(await read()).toMatchObject({
    question_answers: [{ answer: "Next year" }],
    traffic_attribution: { utm_term: "x" },
  });
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
  const change = { params: { id: other.id }, body: { status_id: await hermon.otherStatus(other) } };
  await ada.call(changeLeadStatus, change);
  // What came before was told by then.
  await until(() => told().some(({ leads }) => leads.length > 0));
  const before = told().length;

  const alter = (values: { notes: number } | { ai_source_summary: string }) =>
    hermon.store.write((tx) => tx.updateTable("leads").set(values).where("id", "=", id).execute());
  // Nothing of this shows in any list.
  await alter({ ai_source_summary: "Came by a friend" });
  await open();
  await until(() => told().length > before);
  // How old it is is no news.
  await open();
  await alter({ notes: 40 });
  await open();
  await until(() => told().length > before + 1);
  const news = {
    leads: [],
    gone: [],
    details: [id],
    others: false,
    opt_ins: false,
    statuses: false,
  };
  expect(told().slice(before)).toEqual([news, news]);
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
