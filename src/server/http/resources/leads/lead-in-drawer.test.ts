import { beforeAll, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import * as history from "#api/contract/leads/lead-history.ts";
import * as views from "#api/contract/leads/lead-views.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** What the drawer shows of a lead besides what the documented API has. */

const server = withTestServer({ sampleLeads: 40 });
let viewer: Client;
let sender: Client;

beforeAll(async () => {
  viewer = server().client(await server().as("viewer"));
  sender = server().client(await server().withKey());
});

const shortOf = async (id: string) =>
  (await viewer.call(views.getLeadView, { params: { id } })).opt_ins_in_short;

/** The same as the list of the lead's opt-ins has it. */
async function listed(id: string): Promise<views.OptInsInShort> {
  const { data } = await viewer.call(history.listLeadOptIns, { params: { id } });
  const moment = (optIn: history.LeadOptIn | undefined) =>
    optIn ? { source: optIn.source, created_at: optIn.created_at } : null;
  return { total: data.length, first: moment(data.at(-1)), latest: moment(data[0]) };
}

test("a lead's opt-ins in short are those that its list has, also once it is gone", async () => {
  const { data } = await viewer.call(views.listLeadsView, { query: { limit: 40 } });
  for (const { id } of data) expect(await shortOf(id)).toEqual(await listed(id));

  const { lead_id: id } = await sender.call(submitOptIn, {
    body: { email: "short@example.com", first_name: "Quill", source: "NEWSLETTER" },
  });
  expect(await shortOf(id)).toMatchObject({ total: 1, first: { source: "NEWSLETTER" } });
  await sender.call(submitOptIn, {
    body: { email: "short@example.com", first_name: "Quill", source: "CALENDLY" },
  });
  const short = await shortOf(id);
  expect(short).toMatchObject({
    total: 2,
    first: { source: "NEWSLETTER" },
    latest: { source: "CALENDLY" },
  });
  expect(short).toEqual(await listed(id));
  const fresh = await viewer.call(history.getFreshLead, { params: { id } });
  expect(fresh.lead.opt_ins_in_short).toEqual(short);
  await removeLead(server().store, id);
  expect(await shortOf(id)).toEqual(short);
});

test("of several opt-ins of one moment the first and the latest are those of the list", async () => {
  const { data } = await viewer.call(views.listLeadsView, { query: { limit: 40 } });
  const id = present(data[0]).id;
  const email = present(data[0]).email;
  for (const source of ["WEBINAR", "OTHER", "MANUAL"] as const) {
    await sender.call(submitOptIn, { body: { email, first_name: "Quill", source } });
  }
  await server().store.write(async (tx) => {
    const lead = tx.selectFrom("leads").select("seq").where("id", "=", id);
    await tx.updateTable("opt_ins").set({ created_at: 1_000 }).where("lead", "=", lead).execute();
  });
  expect(await shortOf(id)).toEqual(await listed(id));
});

test("its phone number is written out for the drawer, and the documented API has what it had", async () => {
  const { lead_id: id } = await sender.call(submitOptIn, {
    body: {
      email: "written@example.com",
      first_name: "Quill",
      source: "MANUAL",
      phone_e164: "+14155550123",
      phone_country: "US",
    },
  });
  const phone = {
    phone_e164: "+14155550123",
    country: "US",
    national: "(415) 555-0123",
    international: "+1 415 555 0123",
  };
  const params = { id };
  expect(await viewer.call(views.getLeadView, { params })).toMatchObject({ phone });
  expect((await viewer.call(history.getFreshLead, { params })).lead).toMatchObject({ phone });
  const documented = await server().ask(`/api/external/leads/${id}`, {
    headers: await server().withKey(),
  });
  expect(documented.body).not.toHaveProperty("data.phone");
  expect(documented.body).not.toHaveProperty("data.opt_ins_in_short");
  expect(await sender.call(getLead, { params })).toMatchObject({ phone_e164: "+14155550123" });
});
