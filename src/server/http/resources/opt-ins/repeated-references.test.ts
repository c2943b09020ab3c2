import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { listLeadActivity } from "#api/contract/leads/lead-history.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { openLog } from "#server/boot/log.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { openTestServer } from "#server/test-server.ts";

/** Submissions with a reference that is there already, be it another person's. */

const ADA = {
  email: "ada@example.com",
  first_name: "Ada",
  source: "TYPEFORM",
  external_reference: "form-7",
} as const;

const BEN = { ...ADA, email: "ben@example.com", first_name: "Ben", last_name: "Example" };

async function open() {
  const log = new PassThrough();
  const { server, close } = await openTestServer({ log: openLog("info", log), sampleLeads: 20 });
  const api = server.client(await server.withKey());
  const viewer = server.client(await server.as("viewer"));
  const submit = (body: Submission) => api.call(submitOptIn, { body });
  const activity = async (id: string) => {
    const { data, pagination } = await viewer.call(listLeadActivity, { params: { id } });
    expect(pagination.total).toBe(data.length);
    return data;
  };
  const closed = async () => {
    await close();
    log.end();
    return text(log);
  };
  return { server, api, submit, activity, closed };
}

test("another person's submission with a known reference is kept beside its lead, once", async () => {
  const { server, api, submit, activity, closed } = await open();
  const ada = await submit(ADA);
  expect(await activity(ada.lead_id)).toEqual([]);

  const phone = { phone_e164: "+493012345678", phone_country: "DE" };
  expect(await submit({ ...BEN, ...phone })).toEqual({ ...ada, is_new_lead: false });
  // The second says less, and what the first said stays.
  expect(await submit({ ...BEN, email: " BEN@example.com", last_name: null })).toEqual({
    ...ada,
    is_new_lead: false,
  });
  await submit({ ...BEN, email: "cleo@example.com", first_name: "Cleo", last_name: null });
  const entry = {
    kind: "unrecorded-submission",
    lead_id: ada.lead_id,
    source: "TYPEFORM",
    external_reference: "form-7",
  };
  expect(await activity(ada.lead_id)).toMatchObject([
    { ...entry, email: "cleo@example.com", first_name: "Cleo", phone_e164: null, times: 1 },
    { ...entry, last_name: "Example", phone_e164: "+493012345678", times: 2 },
  ]);

  // Nothing of Ada's has changed, and what happened to her stands with it.
  const lead = await api.call(getLead, { params: { id: ada.lead_id } });
  expect(lead).toMatchObject({
    email: "ada@example.com",
    phone_e164: null,
    counts: { opt_ins: 1 },
  });
  await removeLead(server.store, ada.lead_id);
  expect(await activity(ada.lead_id)).toHaveLength(2);

  const written = await closed();
  expect(written.match(/"level":"warn".*not recorded/g)).toHaveLength(3);
  expect(written).not.toMatch(/example\.com|Ben|Cleo|form-7|3012345678/);
});

test("one's own again is no news, whatever it is written like", async () => {
  const { api, submit, activity, closed } = await open();
  const first = await submit({ ...ADA, external_reference: "12345", email: "Zoë@example.com" });
  const again = { ...ADA, email: "zoe\u0308@EXAMPLE.com" };
  for (const external_reference of ["12345", " 12345\u00a0", "\u200b12345"]) {
    expect(await submit({ ...again, external_reference })).toEqual({
      ...first,
      is_new_lead: false,
    });
  }
  const number = { ...again, external_reference: 12_345 };
  expect(await api.call(submitOptIn, { body: number })).toEqual({ ...first, is_new_lead: false });
  expect(await activity(first.lead_id)).toEqual([]);
  const { data } = await api.call(listOptIns, { query: { lead_id: first.lead_id } });
  expect(data).toMatchObject([{ external_reference: "12345" }]);
  expect(await closed()).not.toContain('"warn"');
});

test("of two at once with one reference, one is recorded and one kept", async () => {
  const { api, submit, activity, closed } = await open();
  const both = await Promise.all([submit(ADA), submit(BEN)]);
  expect(new Set(both.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
  expect(both.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  const id = both[0].lead_id;
  const { email } = await api.call(getLead, { params: { id } });
  const [kept, ...others] = await activity(id);
  expect(others).toEqual([]);
  const other = email === ADA.email ? BEN.email : ADA.email;
  expect(kept).toMatchObject({ kind: "unrecorded-submission", email: other });
  await closed();
});

test("the same reference from another source is another one", async () => {
  const { submit, activity, closed } = await open();
  const ada = await submit(ADA);
  const ben = await submit({ ...BEN, source: "CALENDLY" });
  expect(ben.is_new_lead).toBe(true);
  expect(await activity(ada.lead_id)).toEqual([]);
  await closed();
});
