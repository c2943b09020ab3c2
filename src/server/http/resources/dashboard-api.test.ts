import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { ENDPOINTS } from "#api/contract/all.ts";
import { countFilterValues } from "#api/contract/leads/filter-counts.ts";
import { matchLeads } from "#api/contract/leads/lead-matches.ts";
import * as history from "#api/contract/leads/lead-history.ts";
import * as views from "#api/contract/leads/lead-views.ts";
import { getLead, type Lead } from "#api/contract/leads/leads.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { isCapability } from "#api/contract/people/roles.ts";
import type { Status } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { requestPath } from "#api/request.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** The endpoints of our own, as a signed-in person uses them. */

const server = withTestServer();
let member: Client;
let leads: Lead[];
let statuses: Status[];

beforeAll(async () => {
  member = server().client(await server().as("member"));
  leads = (await member.call(views.listLeadsView, { query: { limit: 100 } })).data;
  statuses = (await member.call(getWorkspace)).statuses.filter(({ type }) => type !== OPPORTUNITY);
});

/** A lead nobody has touched yet and two statuses it doesn't have. */
let untouched = 20;
function fresh() {
  const lead = present(leads[(untouched += 1)]);
  const others = statuses.filter(({ id }) => id !== lead.status.id);
  return { lead, params: { id: lead.id }, next: present(others[0]), another: present(others[1]) };
}

async function changesOf(id: string) {
  const { data } = await member.call(history.listLeadActivity, { params: { id } });
  return data.filter((entry) => entry.kind === "status-change");
}

describe("the workspace", () => {
  test("says who looks at it and where their leads are", async () => {
    const setter = await member.call(getWorkspace);
    expect(setter.person).toMatchObject({ name: "Mara Lindqvist", role: "member" });
    expect(setter.mine).toBe("setter");
    expect(setter.team).toHaveLength(14);
    expect(setter.statuses).toHaveLength(12);
    const manager = server().client(await server().as("manager"));
    expect((await manager.call(getWorkspace)).mine).toBeNull();
  });
});

describe("the lead list", () => {
  test("takes several values a filter", async () => {
    const query = { source: ["CALENDLY", "WEBINAR"], limit: 100 };
    const { data } = await member.call(views.listLeadsView, { query });
    expect(new Set(data.map(({ source }) => source))).toEqual(new Set(["CALENDLY", "WEBINAR"]));
  });

  test("knows me and unassigned", async () => {
    const { person } = await member.call(getWorkspace);
    const mine = { setter: ["me"], limit: 100 };
    const { data } = await member.call(views.listLeadsView, { query: mine });
    expect(data.length).toBeGreaterThan(0);
    expect(data.every((lead) => lead.assigned_setter === person.email)).toBe(true);
    const either = { setter: ["me", "unassigned"], limit: 100 };
    const both = await member.call(views.listLeadsView, { query: either });
    expect(new Set(both.data.map((lead) => lead.assigned_setter))).toEqual(
      new Set([person.email, null]),
    );
  });

  test("counts agree with the list under the same filter", async () => {
    const filter = { source: ["CALENDLY"], closer: ["unassigned"] };
    const counts = await member.call(views.countLeads, { query: filter });
    expect(counts.all).toBe(200);
    const { pagination } = await member.call(views.listLeadsView, { query: filter });
    expect(counts.total).toBe(pagination.total);
    for (const { value, count } of counts.status) {
      const query = { ...filter, status: [value] };
      const listed = await member.call(views.listLeadsView, { query });
      expect(listed.pagination.total).toBe(count);
    }
  });

  test("counts the values of any filter under the others, for whoever asks", async () => {
    const filter = { source: ["CALENDLY"], country: ["DE"] };
    const { values } = await member.call(countFilterValues, {
      query: { ...filter, field: "country" },
    });
    expect(values.length).toBeGreaterThan(2);
    for (const { value, count } of values) {
      const query = { ...filter, country: [value] };
      const { pagination } = await member.call(views.listLeadsView, { query });
      expect(pagination.total).toBe(count);
    }
    const mine = await member.call(countFilterValues, {
      query: { field: "setter", value: ["me", "unassigned"] },
    });
    const all = await member.call(views.countLeads, { query: {} });
    const { person } = await member.call(getWorkspace);
    const countOf = (email: string) => all.setter.find(({ value }) => value === email)?.count ?? 0;
    expect(mine.values).toEqual([
      { value: "me", count: countOf(person.email) },
      { value: "unassigned", count: countOf("unassigned") },
    ]);
  });

  test("finds a lead's place", async () => {
    const place = await member.call(views.getLeadPosition, { params: { id: leads[7]?.id ?? "" } });
    expect(place).toMatchObject({
      index: 7,
      matches: true,
      previous: leads[6]?.id,
      next: leads[8]?.id,
    });
  });
});

describe("which of some leads match", () => {
  const matching = async (query: { id: string[]; status?: string[]; setter?: string[] }) =>
    (await member.call(matchLeads, { query })).ids.toSorted();

  test("is what the list under the same filter has of them, also right after a change", async () => {
    const ids = leads.map(({ id }) => id);
    expect(await matching({ id: ids })).toEqual(ids.toSorted());
    const { person } = await member.call(getWorkspace);
    const mine = leads.filter((lead) => lead.assigned_setter === person.email);
    expect(await matching({ id: ids, setter: ["me"] })).toEqual(
      mine.map(({ id }) => id).toSorted(),
    );

    const { lead, params, next } = fresh();
    const asked = { id: [lead.id.toUpperCase(), lead.id, randomUUID()], status: [lead.status.id] };
    expect(await matching(asked)).toEqual([lead.id]);
    await member.call(history.changeLeadStatus, { params, body: { status_id: next.id } });
    expect(await matching(asked)).toEqual([]);
    await member.call(history.changeLeadStatus, { params, body: { status_id: lead.status.id } });
    expect(await matching(asked)).toEqual([lead.id]);
  });

  test.each([
    ["no id", [], "id is required"],
    ["an empty id", [""], "id is required"],
    ["what is no id", [randomUUID(), "7"], "id must be a UUID"],
    ["too many", Array.from({ length: 101 }, randomUUID), "id must be 1 to 100 ids"],
  ])("is not answered for %s", async (_, ids, message) => {
    const search = new URLSearchParams(ids.map((id) => ["id", id]));
    const answer = await server().ask(`${matchLeads.path}?${search}`, {
      headers: await server().as("viewer"),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ status: "error", message });
  });
});

describe("changing a status", () => {
  test("is recorded with who, from, to and when, and seen through the documented API", async () => {
    const { lead, params, next } = fresh();
    const body = { status_id: next.id, expected_status_id: lead.status.id };
    const { change } = await member.call(history.changeLeadStatus, { params, body });
    expect(change).toMatchObject({
      lead_id: lead.id,
      from: { id: lead.status.id, name: lead.status.name },
      to: { id: next.id, name: next.name },
      by: { kind: "person", name: "Mara Lindqvist" },
      undo_of: null,
    });
    expect((await changesOf(lead.id))[0]).toEqual({ kind: "status-change", ...change });
    const sender = server().client(await server().withKey());
    expect((await sender.call(getLead, { params })).status.id).toBe(next.id);
  });

  test("and taking it back are two changes", async () => {
    const { lead, params, next } = fresh();
    const there = { status_id: next.id };
    const { change } = await member.call(history.changeLeadStatus, { params, body: there });
    const back = { status_id: lead.status.id, undo_of: present(change).id };
    const undone = await member.call(history.changeLeadStatus, { params, body: back });
    expect(undone.change?.undo_of).toBe(change?.id);
    expect(undone.lead.status.id).toBe(lead.status.id);
  });

  test("is refused when someone else changed it since, and says what they did", async () => {
    const { lead, params, next, another } = fresh();
    const sender = await server().withKey();
    await server().ask(`/api/external/leads/${lead.id}/status`, {
      method: "PATCH",
      headers: sender,
      body: { status_id: next.id },
    });
    const answer = await server().ask(requestPath(history.changeLeadStatus, { params }), {
      method: "PATCH",
      headers: await server().as("manager"),
      body: { status_id: another.id, expected_status_id: lead.status.id },
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      status: "error",
      details: {
        lead: { id: lead.id, status: { id: next.id } },
        latest_change: { by: { kind: "key", name: "Test" }, to: { id: next.id } },
      },
    });
    expect((await changesOf(lead.id))[0]?.to.id).toBe(next.id);
  });

  test("taking back a change that is not the latest any more is refused", async () => {
    const { lead, params, next, another } = fresh();
    const first = await member.call(history.changeLeadStatus, {
      params,
      body: { status_id: next.id },
    });
    await member.call(history.changeLeadStatus, { params, body: { status_id: another.id } });
    const undo = { status_id: lead.status.id, undo_of: present(first.change).id };
    await expect(
      member.call(history.changeLeadStatus, { params, body: undo }),
    ).rejects.toMatchObject({
      status: 409,
    });
  });

  test("is nothing for a viewer", async () => {
    const { params, next, lead } = fresh();
    const before = await changesOf(lead.id);
    const answer = await server().ask(requestPath(history.changeLeadStatus, { params }), {
      method: "PATCH",
      headers: await server().as("viewer"),
      body: { status_id: next.id },
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      status: "error",
      message: "Your role (viewer) can't change statuses",
    });
    expect(await changesOf(lead.id)).toEqual(before);
  });
});

describe("every endpoint of the dashboard", () => {
  const ours = ENDPOINTS.filter(({ access }) => isCapability(access));

  test.each(ours)("$name needs a session", async ({ method, path }) => {
    const key = await server().withKey();
    for (const headers of [{}, key, { cookie: "dashboard.session_token=forged.c2ln" }]) {
      const answer = await server().ask(path.replace(":id", leads[0]?.id ?? ""), {
        method,
        headers,
      });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({ status: "error", message: "Sign in to go on" });
    }
  });
});
