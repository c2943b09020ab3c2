import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { StatusChange } from "#api/contract/leads/lead-history.ts";
import { type Lead, LeadDetails } from "#api/contract/leads/leads.ts";
import { OptInDetails } from "#api/contract/opt-ins/opt-ins.ts";
import { type Status, Status as StatusSchema } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY, SOURCES, STATUS_ROLES } from "#api/contract/vocabulary.ts";
import { readFact } from "#server/store/facts.ts";
import { countLeads, ownerColumnOf } from "#server/store/counts/lead-counts.ts";
import { listLeads, readLead } from "#server/store/leads/leads.ts";
import { openStore, type Store } from "#server/store/open.ts";
import { listOptIns, listOptInsOfLead } from "#server/store/opt-ins/opt-ins.ts";
import { listTeam } from "#server/store/people.ts";
import { listStatusChanges } from "#server/store/statuses/status-changes.ts";
import { listStatuses } from "#server/store/statuses/statuses.ts";
import { SAMPLE_PEOPLE } from "./sign-in-people.ts";
import { makeSampleWorkspace } from "./workspace.ts";

const NOW = new Date("2026-05-27T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "sample-workspace-"));

let store: Store;
let statuses: Status[];
const leads: Lead[] = [];

beforeAll(async () => {
  store = await openStore(`file:${folder}/full.db`);
  await makeSampleWorkspace(store, { leads: 2400, now: NOW });
  statuses = await listStatuses(store);
  for (let offset = 0; offset < 2400; offset += 100) {
    leads.push(...(await listLeads(store, {}, { offset, limit: 100 })).rows);
  }
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const share = (matches: (lead: Lead) => boolean) => leads.filter(matches).length / leads.length;

test("2,400 leads, about 2,750 opt-ins, 14 people", async () => {
  expect(new Set(leads.map(({ id }) => id)).size).toBe(2400);
  const { total } = await listOptIns(store, {}, { offset: 0, limit: 1 });
  expect(total).toBeGreaterThan(2650);
  expect(total).toBeLessThan(2850);
  expect(await listTeam(store)).toHaveLength(14);
  const { setter, closer, triager } = await countLeads(store, {});
  const people = [setter, closer, triager].map(
    (counts) => counts.filter(({ value }) => value.includes("@")).length,
  );
  expect(people).toEqual([7, 5, 2]);
  expect(await readFact(store, "sample_leads")).toBe("2400");
});

test("twelve statuses over all ten roles, two of them with two", () => {
  const roles = Object.groupBy(statuses, ({ role }) => role);
  expect(new Set(Object.keys(roles))).toEqual(new Set(STATUS_ROLES));
  const sizes = Object.values(roles).map((some) => some?.length);
  expect(sizes.filter((size) => size === 2)).toHaveLength(2);
  expect(statuses).toHaveLength(12);
});

test("one status is for opportunities, and no lead has it; leads have all others", () => {
  const [opportunity, ...others] = statuses.filter(({ type }) => type === OPPORTUNITY);
  expect(others).toEqual([]);
  const used = new Set(leads.map(({ status }) => status.id));
  expect(used).not.toContain(opportunity?.id);
  expect(used.size).toBe(11);
});

test("the reference's awkward colours are among them", () => {
  const pairs = statuses.map(({ text_color, bg_color }) => `${text_color}/${bg_color}`);
  for (const pair of ["#ea34b0/#fde8f7", "#E11D48/#FFF1F2", "#FF9E00/#FEF8E6"]) {
    expect(pairs).toContain(pair);
  }
  expect(pairs.filter((pair) => pair === "#E11D48/#FFF1F2")).toHaveLength(2);
});

test("every lead, opt-in and change is as the contract says", async () => {
  expect(z.array(StatusSchema).parse(statuses)).toEqual(statuses);
  for (const { id } of leads) {
    const lead = LeadDetails.parse(await readLead(store, id));
    const optIns = z.array(OptInDetails).parse(await listOptInsOfLead(store, id));
    z.array(StatusChange).parse(await listStatusChanges(store, id));
    expect(lead.counts.opt_ins).toBe(optIns.length);
    expect(lead.source).toBe(optIns[0]?.source);
    expect(Date.parse(lead.created_at)).toBeLessThanOrEqual(
      Date.parse(optIns[0]?.created_at ?? ""),
    );
  }
});

test("billing details are there for those who paid, and for no others", async () => {
  const details = await Promise.all(leads.map(({ id }) => readLead(store, id)));
  const paid = details.filter((lead) => lead && lead.counts.payments > 0);
  expect(details.filter((lead) => lead?.billing_details)).toEqual(paid);
  const roles = new Set(paid.map((lead) => lead?.status.role));
  // Who paid a part and was lost later keeps them.
  expect(roles).toEqual(new Set(["PARTIAL_PAYMENT", "WON", "LOST"]));
  expect(paid.filter((lead) => lead?.status.role === "WON")).toHaveLength(
    leads.filter(({ status }) => status.role === "WON").length,
  );
  const businesses = paid.map((lead) => lead?.billing_details?.business_name);
  expect(businesses).toContain("");
  expect(paid[0]?.billing_details).toHaveProperty("updated_at");
});

test("shapes are believable: a few sources bring most, and much is missing", () => {
  const bySource = SOURCES.map((source) => share((lead) => lead.source === source));
  expect(Math.max(...bySource)).toBeGreaterThan(0.3);
  expect(Math.min(...bySource)).toBeGreaterThan(0.005);
  expect(Math.min(...bySource)).toBeLessThan(0.03);
  const missing = [
    share((lead) => lead.last_name === null),
    share((lead) => lead.phone_e164 === null),
    share((lead) => lead.assigned_setter === null),
    share((lead) => lead.latest_note === null),
    share((lead) => lead.first_source.name === null),
  ];
  for (const part of missing) {
    expect(part).toBeGreaterThan(0.05);
    expect(part).toBeLessThan(0.6);
  }
});

test("names come in several scripts, one or two from right to left, a few very long", () => {
  const names = leads.map(({ first_name, last_name }) => `${first_name} ${last_name ?? ""}`);
  expect(names.filter((name) => /[\u0590-\u06ff]/.test(name)).length).toBeGreaterThan(5);
  expect(names.filter((name) => /[äöüßéèçñłşğ]/i.test(name)).length).toBeGreaterThan(50);
  expect(names.filter((name) => name.length > 35).length).toBeGreaterThan(3);
});

test("the sample's setter owns leads as setter, manager and viewer own none", async () => {
  const columns = SAMPLE_PEOPLE.map(async ({ email, part }) => [
    part,
    await ownerColumnOf(store, email),
  ]);
  expect(await Promise.all(columns)).toEqual([
    ["manager", null],
    ["setter", "setter"],
    ["viewer", null],
  ]);
});

test("two at once don't disturb each other, and one that fails leaves nothing", async () => {
  const others = await Promise.all(
    ["a", "b"].map((name) => openStore(`file:${folder}/${name}.db`)),
  );
  await Promise.all(others.map((other) => makeSampleWorkspace(other, { leads: 300, now: NOW })));
  const [a, b] = await Promise.all(
    others.map((other) => listLeads(other, {}, { offset: 0, limit: 300 })),
  );
  expect(a?.total).toBe(300);
  expect(a).toEqual(b);
  for (const other of others) await other.close();

  const empty = await openStore(`file:${folder}/c.db`);
  const stopped = makeSampleWorkspace(empty, {
    leads: 600,
    now: NOW,
    onProgress: () => {
      throw new Error("stopped");
    },
  });
  await expect(stopped).rejects.toThrow("stopped");
  expect(await listStatuses(empty)).toEqual([]);
  expect(await readFact(empty, "sample_leads")).toBeNull();
  await empty.close();
});
