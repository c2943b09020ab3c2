import { expect, test } from "vitest";
import { listLeadActivity } from "#api/contract/leads/lead-history.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { getSync } from "#api/contract/sync.ts";
import { answers, reset } from "#api/test-upstream.ts";
import { failureOf, until, withLive } from "./test-live.ts";
import { answeredBy, instead, type Passer } from "./test-proxy.ts";

const live = withLive({ leads: 20 });

const isSubmit = ({ path }: Passer) => path === "/api/opt-in/submit";

/** What was sent to Hermon for this address. */
const sentFor = (email: string) =>
  live()
    .hermon.proxy.requests.filter(isSubmit)
    .map(({ body }) => Submission.parse(JSON.parse(body)))
    .filter((submission) => submission.email === email);

/** The opt-ins that Hermon has of a lead. */
async function optInsOf(lead_id: string) {
  const { data } = await live().hermon.api.call(listOptIns, { query: { lead_id } });
  return data;
}

test("a submission is recorded in Hermon and here at once, with its answers", async () => {
  const { hermon, sender } = live();
  const body = {
    email: "ivy@example.com",
    first_name: "Ivy",
    last_name: null,
    source: "TYPEFORM" as const,
    external_reference: "form-7",
    questions_answers: [{ question: "How soon?", answer: "At once" }],
  };
  const submitted = await sender.call(submitOptIn, { body });
  expect(submitted.is_new_lead).toBe(true);
  const params = { id: submitted.opt_in_id };
  const there = await hermon.api.call(getOptIn, { params });
  expect(there).toMatchObject({ external_reference: "form-7", lead_id: submitted.lead_id });
  expect(await sender.call(getOptIn, { params })).toStrictEqual(there);
  const lead = { params: { id: submitted.lead_id } };
  expect(await sender.call(getLead, lead)).toStrictEqual(await hermon.api.call(getLead, lead));

  expect(await sender.call(submitOptIn, { body })).toEqual({ ...submitted, is_new_lead: false });
  expect(await optInsOf(submitted.lead_id)).toHaveLength(1);
});

test("one whose answer is lost is sent again with the same reference, and recorded once", async () => {
  const { hermon, sender } = live();
  const email = "jo@example.com";
  hermon.proxy.rule = (passer) =>
    isSubmit(passer) && sentFor(email).length === 1 ? answeredBy(reset) : undefined;
  const body = { email, first_name: "Jo", source: "OTHER" } as const;
  const { lead_id, opt_in_id } = await sender.call(submitOptIn, { body });
  const [first, second, ...others] = sentFor(email);
  expect(others).toEqual([]);
  expect(first?.external_reference).toMatch(/^lead-dashboard-[\w-]{36}$/);
  expect(second).toEqual(first);
  expect(await optInsOf(lead_id)).toMatchObject([
    { id: opt_in_id, external_reference: first?.external_reference },
  ]);
});

test("two of the same at once make one opt-in", async () => {
  const { sender } = live();
  const body = {
    email: "kim@example.com",
    first_name: "Kim",
    source: "OTHER" as const,
    external_reference: "twice",
  };
  const [one, other] = await Promise.all([
    sender.call(submitOptIn, { body }),
    sender.call(submitOptIn, { body }),
  ]);
  expect(other.opt_in_id).toBe(one.opt_in_id);
  expect(await optInsOf(one.lead_id)).toHaveLength(1);
});

test("another person's submission with a known reference is kept here, beside its lead", async () => {
  const { hermon, sender, ada } = live();
  const first = {
    email: "zoë@köln.example",
    first_name: "Zoë",
    source: "TYPEFORM" as const,
    external_reference: "theirs",
  };
  const theirs = await sender.call(submitOptIn, { body: first });
  const other = { ...first, external_reference: " theirs ", email: "uma@example.com" };
  const repeated = { ...theirs, is_new_lead: false };
  expect(await sender.call(submitOptIn, { body: other })).toEqual(repeated);
  const params = { id: theirs.lead_id };
  const { data } = await ada.call(listLeadActivity, { params });
  expect(data).toMatchObject([{ kind: "unrecorded-submission", email: "uma@example.com" }]);

  const again = { ...first, email: "ZOË@xn--kln-sna.example" };
  expect(await sender.call(submitOptIn, { body: again })).toEqual(repeated);
  expect((await ada.call(listLeadActivity, { params })).pagination.total).toBe(1);
  expect(await hermon.api.call(getLead, { params })).toMatchObject({ email: first.email });
});

test("what a form's habits leave is put right before it goes to Hermon", async () => {
  const { hermon, sender } = live();
  const { lead_id, opt_in_id } = await sender.call(submitOptIn, {
    body: {
      email: "quin@example.com",
      first_name: "Quin\u200b",
      source: "OTHER",
      last_name: "",
      phone_e164: "+4903012345678",
      phone_country: "us",
      questions_answers: [{ question: "Budget?", answer: 5000 }, { question: "Why?" }],
    },
  });
  const sent = hermon.proxy.requests.findLast(isSubmit);
  expect(JSON.parse(sent?.body ?? "")).toMatchObject({
    email: "quin@example.com",
    first_name: "Quin",
    source: "OTHER",
    phone_e164: "+493012345678",
    phone_country: "DE",
    questions_answers: [
      { question: "Budget?", answer: "5000", position: 0 },
      { question: "Why?", answer: "", position: 1 },
    ],
  });
  expect(sent?.body).not.toContain("last_name");
  const params = { id: lead_id };
  expect(await sender.call(getLead, { params })).toStrictEqual(
    await hermon.api.call(getLead, { params }),
  );
  const { question_answers } = await sender.call(getOptIn, { params: { id: opt_in_id } });
  expect(question_answers).toMatchObject([{ answer: "5000" }, { answer: null }]);
});

test("what Hermon finds fault with is told in its words", async () => {
  const { hermon, sender } = live();
  const refusal = { status: "error", message: "utm_source is required" };
  hermon.proxy.rule = (passer) => (isSubmit(passer) ? instead(answers(400, refusal)) : undefined);
  const body = { email: "lou@example.com", first_name: "Lou", source: "OTHER" } as const;
  await expect(sender.call(submitOptIn, { body })).rejects.toMatchObject({
    status: 400,
    answered: "utm_source is required",
  });
  expect(sentFor(body.email)).toHaveLength(1);
  hermon.proxy.rule = () => undefined;
});

test("while Hermon is down a sender is told whether it may have been recorded", async () => {
  const { hermon, ada, sender } = live();
  const body = { email: "max@example.com", first_name: "Max", source: "OTHER" } as const;
  hermon.proxy.rule = (passer) => {
    if (isSubmit(passer)) return answeredBy(reset);
    // Not before: polls that fail would be an outage, in which it isn't sent.
    return sentFor(body.email).length > 0 ? instead(reset) : undefined;
  };
  const failure = await failureOf(sender.call(submitOptIn, { body }));
  expect(failure.status).toBe(504);
  expect(failure.answered).toMatch(/isn't known whether the opt-in was recorded/);
  await until(async () => (await ada.call(getSync)).phase === "unreachable");
  hermon.proxy.rule = () => instead(reset);
  const late = { ...body, email: "nia@example.com" };
  await expect(sender.call(submitOptIn, { body: late })).rejects.toMatchObject({
    status: 503,
    answered: "Hermon can't be reached right now",
  });
  expect(sentFor(late.email)).toEqual([]);

  hermon.proxy.rule = () => undefined;
  await until(async () => (await ada.call(getSync)).phase === "current");
  // It was recorded once, however often it was sent, and arrives like any other.
  const reference = sentFor(body.email)[0]?.external_reference;
  await until(async () => (await recorded(reference)).length > 0);
  expect(await recorded(reference)).toHaveLength(1);
});

/** The opt-ins here with this reference. */
async function recorded(reference: string | null | undefined) {
  const { data } = await live().sender.call(listOptIns, { query: { limit: 100 } });
  return data.filter(({ external_reference }) => external_reference === reference);
}
