import { beforeEach, expect, test } from "vitest";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { addLeads } from "../additions.ts";
import { listLeads, readLead } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import { listOptIns, listOptInsOfLead, readOptIn } from "../opt-ins/opt-ins.ts";
import { submitOptIn } from "./submissions.ts";
import { addTeam, openTestStore, plainLead, STATUSES } from "../test-store.ts";

const IDA: Submission = { email: "Ida@Example.com", first_name: "Ida", source: "WEBINAR" };
const ALL = { offset: 0, limit: 100 };

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addTeam(store);
});

const submit = (own: Partial<Submission> = {}) => submitOptIn(store, { ...IDA, ...own });

/** Submits and reads the lead it came to. */
async function leadAfter(own: Partial<Submission> = {}) {
  const { lead_id } = await submit(own);
  return readLead(store, lead_id);
}

test("an unknown e-mail makes a lead", async () => {
  const { opt_in_id, lead_id, is_new_lead } = await submit({ last_name: " ", phone_country: null });
  expect(is_new_lead).toBe(true);
  expect(await readLead(store, lead_id)).toMatchObject({
    email: "Ida@Example.com",
    first_name: "Ida",
    last_name: null,
    phone_e164: null,
    phone_country: null,
    source: "WEBINAR",
    first_source: { name: "Webinar" },
    last_source: { name: "Webinar" },
    assigned_setter: null,
    status: { id: STATUSES[0]?.id },
    latest_note: null,
    billing_details: null,
    counts: { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 1 },
  });
  expect(await readOptIn(store, opt_in_id.toUpperCase())).toMatchObject({
    lead_id,
    source: "WEBINAR",
  });
});

test("a known e-mail adds an opt-in, whatever its case and outer spaces", async () => {
  const first = await submit();
  const second = await submit({ email: " IDA@example.COM ", source: "CALENDLY" });
  expect(second).toMatchObject({ lead_id: first.lead_id, is_new_lead: false });
  expect(second.opt_in_id).not.toBe(first.opt_in_id);
  expect(await readLead(store, first.lead_id)).toMatchObject({
    email: "Ida@Example.com",
    source: "WEBINAR",
    first_source: { name: "Webinar" },
    last_source: { name: "Calendly" },
    counts: { opt_ins: 2 },
  });
});

test("empty fields are filled, filled ones kept", async () => {
  await submit({ last_name: "Example" });
  const own = {
    first_name: "Eve",
    last_name: "Other",
    phone_e164: "+447700900010",
    phone_country: "GB",
  };
  expect(await leadAfter(own)).toMatchObject({ ...own, first_name: "Ida", last_name: "Example" });
  const later = { phone_e164: "+61491570298", phone_country: "AU" };
  expect(await leadAfter(later)).toMatchObject({
    phone_e164: "+447700900010",
    phone_country: "GB",
  });
});

test("searches find a lead by what it came with, and by what it got later", async () => {
  const foundBy = async (search: string) => (await listLeads(store, { search }, ALL)).total;
  await submit();
  expect([await foundBy("ida"), await foundBy("example.com"), await foundBy("zoë")]).toEqual([
    1, 1, 0,
  ]);
  await submit({ last_name: "Zoë", phone_e164: "+447700900010", phone_country: "GB" });
  expect([await foundBy("zoe ida"), await foundBy("7700900010")]).toEqual([1, 1]);
  const sorted = await store.db.selectFrom("leads").select(["name_key", "country_key"]).execute();
  expect(sorted).toEqual([{ name_key: "ida zoe", country_key: "united kingdom" }]);
});

test("what can't be seen is empty", async () => {
  const lead = plainLead({
    email_key: "ida@example.com",
    first_name: "\u200b",
    last_name: "\u3164",
  });
  await store.write((tx) => addLeads(tx, [lead]));
  expect(await leadAfter({ last_name: "Example" })).toMatchObject({
    id: lead.id,
    first_name: "Ida",
    last_name: "Example",
  });
});

test("a number never gets another number's country", async () => {
  expect(await leadAfter({ phone_country: "DE" })).toMatchObject({ phone_country: "DE" });
  expect(await leadAfter({ phone_country: "FR" })).toMatchObject({ phone_country: "DE" });
  const british = { phone_e164: "+447700900010", phone_country: "GB" };
  expect(await leadAfter(british)).toMatchObject(british);
});

test("a lead that came without an opt-in has its first source from its first one", async () => {
  const lead = plainLead({ email_key: "ida@example.com" });
  await store.write((tx) => addLeads(tx, [lead]));
  expect(await leadAfter()).toMatchObject({ id: lead.id, first_source: { name: "Webinar" } });
});

test("the same reference and source again is the same opt-in", async () => {
  const first = await submit({ external_reference: "abc" });
  const again = await submit({ external_reference: " abc\u200b ", first_name: "Eve" });
  expect(again).toEqual({ ...first, is_new_lead: false });
  expect((await listLeads(store, {}, ALL)).total).toBe(1);
  const other = await submit({ external_reference: "abc", source: "MANUAL" });
  expect(other.opt_in_id).not.toBe(first.opt_in_id);
});

test("a blank reference is none", async () => {
  const first = await submit({ external_reference: " " });
  const second = await submit({ external_reference: " " });
  expect(second.opt_in_id).not.toBe(first.opt_in_id);
});

test("twenty at once with one reference make one opt-in, with one e-mail one lead", async () => {
  const same = await Promise.all(
    Array.from({ length: 20 }, () => submit({ external_reference: "a" })),
  );
  expect(new Set(same.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
  expect(same.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  const many = await Promise.all(
    Array.from({ length: 20 }, () => submit({ email: "eve@example.com" })),
  );
  expect(new Set(many.map(({ lead_id }) => lead_id)).size).toBe(1);
  expect(many.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  expect((await listOptIns(store, {}, ALL)).total).toBe(21);
  expect((await listOptInsOfLead(store, many[0]?.lead_id ?? ""))?.length).toBe(20);
});

test("an ad link gives a lead its setter, but takes it from nobody", async () => {
  const link = (utm_content: string) => ({ traffic: { utm_content } });
  expect(await leadAfter(link("user_nobody"))).toMatchObject({ assigned_setter: null });
  expect(await leadAfter(link("video-ad"))).toMatchObject({ assigned_setter: null });
  expect(await leadAfter(link("user_ben"))).toMatchObject({ assigned_setter: "ben@example.com" });
  expect(await leadAfter(link("user_ada"))).toMatchObject({ assigned_setter: "ben@example.com" });
  const eve = { email: "eve@example.com", ...link("user_ada") };
  expect(await leadAfter(eve)).toMatchObject({ assigned_setter: "ada@example.com" });
});

test("answers keep their positions, or get them by their place", async () => {
  const { opt_in_id } = await submit({
    questions_answers: [
      { question: "Second?", answer: " two ", position: 1 },
      { question: "First?", answer: "", position: 0 },
      { question: "Third?", answer: "3" },
    ],
    traffic: { utm_source: "facebook", utm_medium: "", referrer: null },
  });
  const optIn = await readOptIn(store, opt_in_id);
  expect(
    optIn?.question_answers.map(({ question, answer, position }) => [question, answer, position]),
  ).toEqual([
    ["First?", "", 0],
    ["Second?", " two ", 1],
    ["Third?", "3", 2],
  ]);
  expect(optIn?.traffic_attribution).toMatchObject({
    utm_source: "facebook",
    utm_medium: null,
    referrer: null,
  });
});

test("more questions than any form has are all answered, and each is kept once", async () => {
  const questions_answers = Array.from({ length: 45 }, (_, n) => ({
    question: `Question ${n % 40}`,
    answer: `Answer ${n}`,
  }));
  for (const email of ["ida@example.com", "eve@example.com", "ida@example.com"]) {
    const { opt_in_id } = await submit({ email, questions_answers });
    const optIn = await readOptIn(store, opt_in_id);
    expect(optIn).toMatchObject({ question_answers: questions_answers });
  }
  expect(await store.db.selectFrom("questions").select("seq").execute()).toHaveLength(40);
});

test("without any status there is no new lead, and nothing of it stays", async () => {
  const empty = await openTestStore();
  await expect(submitOptIn(empty, IDA)).rejects.toThrow("no status");
  expect((await listOptIns(empty, {}, ALL)).total).toBe(0);
});
