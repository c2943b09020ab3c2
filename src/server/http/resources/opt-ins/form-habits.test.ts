import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import * as z from "zod/mini";
import { withTestServer } from "#server/test-server.ts";

/** A lead is never lost to a form's habits, and nothing that can't be read is kept. */

const server = withTestServer({ sampleLeads: 20 });
let headers: { "x-api-key": string };
let api: Client;

beforeAll(async () => {
  headers = await server().withKey();
  api = server().client(headers);
});

let submitted = 0;

const send = (body: string) =>
  server().ask("/api/opt-in/submit", { method: "POST", headers, body });

/** Submits a new lead with these fields. */
function submit(fields: Readonly<Record<string, unknown>>) {
  submitted += 1;
  const given = { email: `habit.${submitted}@example.com`, first_name: "Hab", source: "OTHER" };
  return send(JSON.stringify({ ...given, ...fields }));
}

const Submitted = z.object({ data: z.object({ lead_id: z.string(), opt_in_id: z.string() }) });

/** The same, and what became of it. */
async function kept(fields: Readonly<Record<string, unknown>>) {
  const { status, body } = await submit(fields);
  expect(status, JSON.stringify(body)).toBe(201);
  const { lead_id, opt_in_id } = Submitted.parse(body).data;
  return {
    lead: await api.call(getLead, { params: { id: lead_id } }),
    optIn: await api.call(getOptIn, { params: { id: opt_in_id } }),
  };
}

const EMPTY = ["", " ", "\t\n", "\u00a0", "\u200b", "\u3164", "\u0000", null, []];

describe("an optional field that is empty is not given", () => {
  test.each(EMPTY)("%j in all of them at once", async (empty) => {
    const { lead, optIn } = await kept({
      last_name: empty,
      phone_e164: empty,
      phone_country: empty,
      provider_form_id: empty,
      provider_form_name: empty,
      external_reference: empty,
      questions_answers: empty,
      traffic: empty,
    });
    expect(lead).toMatchObject({ last_name: null, phone_e164: null, phone_country: null });
    expect(optIn).toMatchObject({
      provider_form_id: null,
      provider_form_name: null,
      external_reference: null,
      question_answers: [],
      traffic_attribution: { utm_source: null, landing_page: null },
    });
  });

  test.each(EMPTY)("%j in each part of the attribution", async (empty) => {
    const names = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];
    const fields = [...names, "referrer", "landing_page"];
    const { optIn } = await kept({
      traffic: Object.fromEntries(fields.map((field) => [field, empty])),
    });
    const none = Object.fromEntries(fields.map((field) => [field, null]));
    expect(optIn.traffic_attribution).toEqual(none);
  });

  test("a country alone stays, and an empty object has nothing", async () => {
    const { lead } = await kept({ phone_e164: "", phone_country: "de", traffic: {} });
    expect(lead).toMatchObject({ phone_e164: null, phone_country: "DE" });
  });

  test("what isn't known is passed by", async () => {
    const { optIn } = await kept({ gclid: 7, traffic: { fbclid: [], utm_id: 9, utm_term: "t" } });
    expect(optIn.traffic_attribution).toMatchObject({ utm_term: "t", utm_source: null });
  });
});

describe("an answer", () => {
  const answersOf = async (questions_answers: unknown) =>
    (await kept({ questions_answers })).optIn.question_answers.map(
      ({ question, answer, position }) => [question, answer, position],
    );

  test("becomes text, whatever it was", async () => {
    const answers = [5000, 0, true, ["Red", "Blue"], { label: "Red", value: 2 }, " as is "];
    expect(await answersOf(answers.map((answer) => ({ question: "Q", answer })))).toEqual([
      ["Q", "5000", 0],
      ["Q", "0", 1],
      ["Q", "true", 2],
      ["Q", "Red, Blue", 3],
      ["Q", "label: Red, value: 2", 4],
      ["Q", " as is ", 5],
    ]);
  });

  test.each([undefined, null, "", "\u200b", [], {}])(
    "that is %j leaves its question",
    async (answer) => {
      expect(await answersOf([{ question: "Why?", answer }])).toEqual([["Why?", null, 0]]);
    },
  );

  test("stays without its question, and what has neither goes", async () => {
    const pairs = [{ answer: "yes" }, { question: null, answer: 7 }, "alone", null, {}];
    const none = [
      { question: " ", answer: "" },
      { question: "\u200b", answer: [] },
    ];
    expect(await answersOf([...pairs, ...none])).toEqual([
      ["", "yes", 0],
      ["", "7", 1],
      ["", "alone", 2],
    ]);
  });

  test.each([
    ["as text", ["1", "0"], ["B", "A"]],
    ["given twice", [3, 3], ["A", "B"]],
    ["below 0", [-1, 0.5], ["A", "B"]],
    ["empty", ["", null], ["A", "B"]],
    ["past all counting", [1e300, "many"], ["A", "B"]],
  ])("whose position is %s has a place", async (_, [first, second], order) => {
    const answers = await answersOf([
      { question: "A", answer: 1, position: first },
      { question: "B", answer: 2, position: second },
    ]);
    expect(answers.map(([question]) => question)).toEqual(order);
  });

  test("however deep, is no failure of ours", async () => {
    const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
    const body = `{"email":"deep@example.com","first_name":"D","source":"OTHER","questions_answers":[{"question":"Q","answer":${deep}}]}`;
    expect((await send(body)).status).toBe(201);
  });

  test("keeps numbers that are too long to count with", async () => {
    const body = `{"email":"long@example.com","first_name":"L","source":"OTHER","external_reference":12345678901234567891,"questions_answers":[{"question":"Order","answer":12345678901234567892}]}`;
    const { opt_in_id } = Submitted.parse((await send(body)).body).data;
    expect(await api.call(getOptIn, { params: { id: opt_in_id } })).toMatchObject({
      external_reference: "12345678901234567891",
      question_answers: [{ answer: "12345678901234567892" }],
    });
  });
});

describe("what can't be read is not kept", () => {
  test("in names, forms, questions and attribution", async () => {
    const odd = "\u0000\ud800\u0007";
    const { lead, optIn } = await kept({
      first_name: ` A${odd}da\r\n`,
      last_name: `${odd}Ex\tample\u200b`,
      provider_form_id: 77,
      provider_form_name: `Ap${odd}ply`,
      questions_answers: [{ question: `W${odd}hy?`, answer: `One\n${odd}two` }],
      traffic: { utm_source: `${odd}meta`, referrer: odd },
    });
    expect(lead).toMatchObject({ first_name: "Ada", last_name: "Ex ample" });
    expect(optIn).toMatchObject({
      provider_form_id: "77",
      provider_form_name: "Apply",
      question_answers: [{ question: "Why?", answer: "One\ntwo" }],
      traffic_attribution: { utm_source: "meta", referrer: null },
    });
  });
});

describe("an e-mail address", () => {
  test.each([
    "jörg@example.com",
    "jane@münchen.example",
    "用户@例子.广告",
    "o'hara&co@example.com",
  ])("%s is taken as it is", async (email) => {
    expect((await kept({ email })).lead.email).toBe(email);
  });

  test.each([
    ["Zoë@Example.com", "zoe\u0308@example.COM"],
    ["ida@Köln.example", " IDA@xn--kln-sna.example "],
  ])("%s is the one of %s", async (email, again) => {
    const { lead } = await kept({ email });
    const { status, body } = await submit({ email: again });
    expect([status, body]).toMatchObject([200, { data: { lead_id: lead.id } }]);
  });
});

describe("a phone number", () => {
  test.each([
    [{ phone_e164: "+4903012345678", phone_country: "DE" }, "+493012345678", "DE"],
    [{ phone_e164: "030 / 123 456 78", phone_country: "de" }, "+493012345678", "DE"],
    [{ phone_e164: "0049 30 12345678", phone_country: "Germany" }, "+493012345678", "DE"],
    [{ phone_e164: 14155552671, phone_country: "US" }, "+14155552671", "US"],
    [{ phone_e164: "+49 30 12345678", phone_country: "US" }, "+493012345678", "DE"],
    [{ phone_e164: "+49 30 12345678", phone_country: "Deutschland" }, "+493012345678", "DE"],
    [{ phone_e164: "+447700900010", phone_country: "GB" }, "+447700900010", "GB"],
  ])("%j can be called", async (phone, phone_e164, phone_country) => {
    expect((await kept(phone)).lead).toMatchObject({ phone_e164, phone_country });
  });
});
