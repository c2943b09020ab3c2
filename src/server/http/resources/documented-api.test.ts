import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { getLead, type Lead, listLeads } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY, OWNERS, SOURCES, STATUS_ROLES } from "#api/contract/vocabulary.ts";
import { type Answer, present, withTestServer } from "#server/test-server.ts";

/** Every documented endpoint, its answers held against the reference's own samples. */

const server = withTestServer();
let headers: { "x-api-key": string };
let api: Client;
let leads: Lead[];

beforeAll(async () => {
  headers = await server().withKey();
  api = server().client(headers);
  leads = (await api.call(listLeads, { query: { limit: 100 } })).data;
});

const get = (path: string) => server().ask(path, { headers });

/** The reference's sample answers of an endpoint. */
const samples = (name: string): unknown[] =>
  [
    JSON.parse(
      readFileSync(
        new URL(`../../../api/contract/reference/${name}.json`, import.meta.url),
        "utf8",
      ),
    ),
  ].flat();

/** Which fields an answer has, in its order, whatever their values; lists by their first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return "value";
  return Object.entries(value).map(([name, field]) => [name, shapeOf(field)]);
}

const envelopeOf = ({ body }: Answer) =>
  z.looseObject({ status: z.string(), message: z.string() }).parse(body);

const head = (answer: Answer) => [answer.status, envelopeOf(answer).message];

describe("list leads", () => {
  test("answers as the reference's sample does", async () => {
    const [sample] = samples("listLeads");
    const answer = await get("/api/external/leads?limit=100");
    expect(head(answer)).toEqual([200, "Leads fetched successfully"]);
    const rows = leads.filter((lead) => lead.latest_note && lead.first_source.id);
    expect(shapeOf({ ...envelopeOf(answer), data: rows })).toEqual(shapeOf(sample));
  });

  test("gives 10 a page by default and tells where one is", async () => {
    const { data, pagination } = await api.call(listLeads, { query: { page: 2 } });
    expect(data).toEqual(leads.slice(10, 20));
    expect(pagination).toEqual({
      page: 2,
      limit: 10,
      total: 200,
      totalPages: 20,
      hasNext: true,
      hasPrev: true,
    });
  });

  test.each(SOURCES)("filters by source %s", async (source) => {
    const { data, pagination } = await api.call(listLeads, { query: { source, limit: 100 } });
    expect(data.every((lead) => lead.source === source)).toBe(true);
    expect(pagination.total).toBe(data.length);
  });

  test.each(STATUS_ROLES)("filters by status role %s", async (status_role) => {
    const { data, pagination } = await api.call(listLeads, { query: { status_role, limit: 100 } });
    expect(data.every(({ status }) => status.role === status_role)).toBe(true);
    expect(pagination.total).toBe(data.length);
  });

  test.each(OWNERS)("filters by $owner with the parameter $parameter", async (owner) => {
    const email = leads.map((lead) => lead[owner.field]).find((one) => one !== null) ?? "";
    const query = { [owner.parameter]: ` ${email.toUpperCase()} `, limit: 100 };
    const { data } = await api.call(listLeads, { query });
    expect(data.length).toBeGreaterThan(0);
    expect(data.every((lead) => lead[owner.field] === email)).toBe(true);
  });

  test("filters together", async () => {
    const owned = present(leads.find((lead) => lead.assigned_setter));
    const { source, status, assigned_setter } = owned;
    const query = { source, status_role: status.role, setter: assigned_setter ?? "", limit: 100 };
    const { data } = await api.call(listLeads, { query });
    expect(data.length).toBeGreaterThan(0);
    for (const lead of data) {
      expect(lead).toMatchObject({ source, assigned_setter, status: { role: status.role } });
    }
  });
});

describe("get lead details", () => {
  test("answers as the reference's sample does", async () => {
    const [sample] = samples("getLead");
    const answers = await Promise.all(leads.map(({ id }) => get(`/api/external/leads/${id}`)));
    const filled = answers.find(({ body }) =>
      /"latest_note":\{.*"billing_details":\{/.test(JSON.stringify(body)),
    );
    expect(filled && head(filled)).toEqual([200, "Lead fetched successfully"]);
    expect(shapeOf(filled?.body)).toEqual(shapeOf(sample));
  });

  test("finds a lead whatever the case of its id", async () => {
    const id = leads[0]?.id ?? "";
    expect(await api.call(getLead, { params: { id: id.toUpperCase() } })).toMatchObject({ id });
  });
});

test("list statuses answers as the reference's sample does", async () => {
  const [sample] = samples("listStatuses");
  const answer = await get("/api/external/statuses");
  expect(head(answer)).toEqual([200, "Statuses fetched successfully"]);
  expect(shapeOf(answer.body)).toEqual(shapeOf(sample));
});

describe("update lead status", () => {
  test("sets it and answers as the reference's sample does", async () => {
    const [sample] = samples("updateLeadStatus");
    const lead = present(leads[3]);
    const statuses = await api.call(listStatuses);
    const next = present(
      statuses.find(({ id, type }) => id !== lead.status.id && type !== OPPORTUNITY),
    );
    const answer = await server().ask(`/api/external/leads/${lead.id}/status`, {
      method: "PATCH",
      headers,
      body: { status_id: next.id },
    });
    expect(head(answer)).toEqual([200, "Lead status updated successfully"]);
    expect(answer.body).toMatchObject({ data: { id: lead.id } });
    expect(shapeOf(answer.body)).toEqual(shapeOf(sample));
    const { status } = await api.call(getLead, { params: { id: lead.id } });
    // All of it but its type, which only the list of statuses has.
    expect({ ...status, type: next.type }).toEqual(next);
    expect(status).not.toHaveProperty("type");
  });
});

describe("submit", () => {
  const submit = (body: unknown) =>
    server().ask("/api/opt-in/submit", { method: "POST", headers, body });

  test("answers 201 for a new lead and 200 for a known one, as the samples do", async () => {
    const [created, recorded] = samples("submitOptIn");
    const submission = { email: "New.One@example.com", first_name: "New", source: "OTHER" };
    const first = await submit(submission);
    expect(head(first)).toEqual([201, "Lead created via opt-in"]);
    expect(shapeOf(first.body)).toEqual(shapeOf(created));
    const second = await submit({ ...submission, email: " new.one@EXAMPLE.com " });
    expect(head(second)).toEqual([200, "Opt-in recorded for existing lead"]);
    expect(shapeOf(second.body)).toEqual(shapeOf(recorded));
    expect(second.body).toMatchObject({ data: { is_new_lead: false } });
  });

  test("keeps all it is given, and details show it", async () => {
    const traffic = {
      utm_source: "facebook",
      utm_medium: "paid",
      utm_campaign: "q1-coaching",
      utm_content: "video-ad-1",
      utm_term: "coaching program",
      referrer: "https://facebook.com",
      landing_page: "https://yoursite.example.com/apply",
    };
    const body: Submission = {
      email: "all.fields@example.com",
      first_name: "All",
      source: "TYPEFORM",
      last_name: "Fields",
      phone_e164: "+14155552671",
      phone_country: "us",
      provider_form_id: "form-1",
      provider_form_name: "Apply",
      external_reference: "typeform-submission-abc123",
      questions_answers: [{ question: "Why?", answer: "Because ", position: 0 }],
      traffic,
    };
    const { opt_in_id, lead_id } = await api.call(submitOptIn, { body });
    const optIn = await get(`/api/external/opt-ins/${opt_in_id}`);
    expect(optIn.body).toMatchObject({
      data: {
        provider_form_name: "Apply",
        question_answers: [{ question: "Why?", answer: "Because ", position: 0 }],
        traffic_attribution: traffic,
      },
    });
    expect((await get(`/api/external/leads/${lead_id}`)).body).toMatchObject({
      data: { last_name: "Fields", phone_country: "US", counts: { opt_ins: 1 } },
    });
  });

  test("a repeated external_reference is the same opt-in, also when sent twice at once", async () => {
    const body = {
      email: "john@example.com",
      first_name: "John",
      source: "LANDING_PAGE",
      external_reference: "abc123",
    } as const;
    const answers = await Promise.all([1, 2, 3].map(() => api.call(submitOptIn, { body })));
    expect(answers.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
    expect(new Set(answers.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
  });
});

describe("opt-ins", () => {
  test("the list answers as the reference's sample does", async () => {
    const [sample] = samples("listOptIns");
    const answer = await get("/api/external/opt-ins");
    expect(head(answer)).toEqual([200, "Opt-ins fetched successfully"]);
    expect(shapeOf(answer.body)).toEqual(shapeOf(sample));
  });

  test("are filtered by source and by lead", async () => {
    const { data } = await api.call(listOptIns, { query: { source: "CALENDLY", limit: 100 } });
    expect(data.length).toBeGreaterThan(0);
    expect(data.every(({ source }) => source === "CALENDLY")).toBe(true);
    const lead_id = data[0]?.lead_id ?? "";
    const own = await api.call(listOptIns, { query: { lead_id } });
    expect(own.data.length).toBeGreaterThan(0);
    expect(own.data.every((optIn) => optIn.lead_id === lead_id)).toBe(true);
  });

  test("details answer as the reference's sample does", async () => {
    const [sample] = samples("getOptIn");
    const { data } = await api.call(listOptIns, { query: { source: "CALENDLY", limit: 100 } });
    const answers = await Promise.all(data.map(({ id }) => get(`/api/external/opt-ins/${id}`)));
    const filled = answers.find(({ body }) => JSON.stringify(body).includes('"question":'));
    expect(filled && head(filled)).toEqual([200, "Opt-in fetched successfully"]);
    expect(shapeOf(filled?.body)).toEqual(shapeOf(sample));
  });
});
