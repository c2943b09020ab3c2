import { beforeAll, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import * as history from "#api/contract/leads/lead-history.ts";
import * as views from "#api/contract/leads/lead-views.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** What is answered of a lead that Hermon no longer has. */

const server = withTestServer({ sampleLeads: 40 });
let viewer: Client;
let sender: Client;

beforeAll(async () => {
  viewer = server().client(await server().as("viewer"));
  sender = server().client(await server().withKey());
});

/** All that the drawer asks for. */
const drawerOf = async (id: string) => ({
  lead: await viewer.call(views.getLeadView, { params: { id } }),
  optIns: await viewer.call(history.listLeadOptIns, { params: { id } }),
  activity: await viewer.call(history.listLeadActivity, { params: { id } }),
});

test("those who are signed in are told what was last known, in no list, and others that it isn't there", async () => {
  const { data } = await viewer.call(views.listLeadsView, { query: { limit: 40 } });
  const [{ id }, won] = [present(data[3]), present(data.find((one) => one.status.role === "WON"))];
  const params = { id };
  const member = server().client(await server().as("member"));
  const body = { status_id: won.status.id };
  await member.call(history.changeLeadStatus, { params, body });
  const before = await drawerOf(id);
  expect(before.activity).not.toEqual([]);
  expect(before.lead).not.toHaveProperty("gone_at");
  await removeLead(server().store, id);

  const { gone_at, ...lead } = (await drawerOf(id)).lead;
  expect(gone_at).toMatch(/^\d{4}-.+Z$/);
  expect({ ...(await drawerOf(id)), lead }).toStrictEqual(before);
  const { pagination } = await viewer.call(views.listLeadsView, { query: {} });
  expect(pagination.total).toBe(39);

  const notThere = { status: 404 };
  await expect(viewer.call(history.getFreshLead, { params })).rejects.toMatchObject(notThere);
  await expect(viewer.call(views.getLeadPosition, { params })).rejects.toMatchObject(notThere);
  await expect(member.call(history.changeLeadStatus, { params, body })).rejects.toMatchObject(
    notThere,
  );
  await expect(sender.call(getLead, { params })).rejects.toMatchObject(notThere);
  const optIns = await sender.call(listOptIns, { query: { lead_id: id } });
  expect(optIns.pagination.total).toBe(0);
});

test("a lead that never was is not there", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  for (const endpoint of [views.getLeadView, history.listLeadOptIns, history.listLeadActivity]) {
    const { path } = endpoint;
    const answer = await server().ask(path.replace(":id", id), {
      headers: await server().as("viewer"),
    });
    expect(answer).toMatchObject({ status: 404, body: { message: "Resource not found" } });
  }
});
