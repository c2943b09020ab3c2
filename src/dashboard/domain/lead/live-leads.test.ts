import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { ALL_LEADS as ALL, type LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { Lead, LeadDetails } from "#api/contract/leads/leads.ts";
import { beginChanges, endChange } from "../status/change/own-changes.ts";
import { openLeadQueries } from "./drawer/queries.ts";
import { showStatuses } from "./lead-caches.ts";
import { liveLeads } from "./live-leads.ts";
import { leadQueries } from "./queries.ts";
import { minute, testLead, testStatus } from "./test-lead.ts";
import { until } from "./test-list.ts";

const [fresh, won, lost] = [testStatus("Fresh"), testStatus("Won"), testStatus("Lost")];

let made = 0;
const newLead = () => testLead({ id: `lead ${(made += 1)}`, status: fresh });

const detailsOf = (lead: Lead): LeadDetails => ({
  ...lead,
  billing_details: null,
  ai_source_summary: "Came by a friend",
  counts: { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 1 },
});

const MANUAL: LeadQuery = { ...ALL, filter: { source: ["MANUAL"] } };

let queryClient: QueryClient;
let lead: Lead;

beforeEach(() => {
  vi.stubGlobal("document", { hidden: false });
  queryClient = new QueryClient();
  lead = newLead();
  const leads = [newLead(), lead];
  for (const query of [ALL, MANUAL]) {
    queryClient.setQueryData(leadQueries.page(query, 1).queryKey, { query, rows: leads, total: 2 });
  }
  queryClient.setQueryData(leadQueries.details(lead.id).queryKey, detailsOf(lead));
  queryClient.setQueryData(openLeadQueries.activity(lead.id).queryKey, {
    pages: [{ items: [], total: 0 }],
    pageParams: [1],
  });
});

const NOTHING = { gone: [], details: [], others: false, opt_ins: false, statuses: false };

const told = (...leads: Lead[]) => liveLeads(queryClient).apply({ ...NOTHING, leads });

const rows = (query = ALL) =>
  queryClient.getQueryData(leadQueries.page(query, 1).queryKey)?.rows ?? [];
const shown = () => rows().find(({ id }) => id === lead.id)?.status.name;
const isStale = (queryKey: readonly unknown[]) =>
  queryClient.getQueryState(queryKey)?.isInvalidated === true;

test("a lead changes in every list and in its details, which keep what only they have", async () => {
  const [other] = rows();
  const now = { ...lead, status: won, updated_at: minute(1) };
  told(now);
  for (const query of [ALL, MANUAL]) expect(rows(query)).toEqual([other, now]);
  expect(rows()[0]).toBe(other);
  const details = queryClient.getQueryData(leadQueries.details(lead.id).queryKey);
  expect(details).toEqual(detailsOf(now));
  await until(() => expect(isStale(openLeadQueries.activity(lead.id).queryKey)).toBe(true));
  expect(isStale(leadQueries.page(ALL, 1).queryKey)).toBe(true);
});

test("what is older than what shows changes nothing", () => {
  told({ ...lead, status: won, updated_at: minute(2) });
  const before = rows();
  told({ ...lead, status: lost, updated_at: minute(1) });
  expect(rows()).toEqual(before);
});

test("what is known already outdates no list, and no row is made anew", async () => {
  const before = rows();
  told({ ...lead });
  expect(rows()).toBe(before);
  await until(() => expect(isStale(openLeadQueries.activity(lead.id).queryKey)).toBe(true));
  expect(isStale(leadQueries.page(ALL, 1).queryKey)).toBe(false);
});

test("a change of one's own is no news when it is told", async () => {
  const change = { lead, to: won };
  beginChanges([change]);
  showStatuses(queryClient, new Map([[lead.id, won]]));
  const answer = { ...lead, status: won, updated_at: minute(1) };
  endChange(change, answer);
  told(answer);
  await Promise.resolve();
  expect(isStale(openLeadQueries.activity(lead.id).queryKey)).toBe(false);
  told({ ...answer, status: lost, updated_at: minute(2) });
  expect(shown()).toBe("Lost");
});

test("what is told while one's own change is under way waits for its answer", () => {
  const change = { lead, to: won };
  beginChanges([change]);
  showStatuses(queryClient, new Map([[lead.id, won]]));
  const theirs = { ...lead, status: lost, updated_at: minute(2) };
  told(theirs);
  expect(shown()).toBe("Won");
  // Made before theirs, and answered after that was told.
  const own = { ...lead, status: won, updated_at: minute(1) };
  expect(endChange(change, own)).toEqual({ shown: lost, lead: theirs, isLast: true });
});

test("a change that fails falls back to what was told meanwhile", () => {
  const change = { lead, to: won };
  beginChanges([change]);
  const theirs = { ...lead, status: lost, updated_at: minute(2) };
  told(theirs);
  expect(endChange(change)).toEqual({ shown: lost, lead: theirs, isLast: true });
});

test("after a reset nothing counts as known", async () => {
  liveLeads(queryClient).reset();
  await until(() => expect(isStale(leadQueries.details(lead.id).queryKey)).toBe(true));
  expect(isStale(leadQueries.page(MANUAL, 1).queryKey)).toBe(true);
});

test("what others have added may be a lead that was gone", async () => {
  const details = leadQueries.details(lead.id).queryKey;
  liveLeads(queryClient).apply({ ...NOTHING, leads: [], others: true });
  await until(() => expect(isStale(leadQueries.page(ALL, 1).queryKey)).toBe(true));
  expect(isStale(details)).toBe(false);

  queryClient.setQueryData(details, { ...detailsOf(lead), gone_at: minute(1) });
  liveLeads(queryClient).apply({ ...NOTHING, leads: [], others: true });
  await until(() => expect(isStale(details)).toBe(true));
  expect(isStale(openLeadQueries.activity(lead.id).queryKey)).toBe(true);
});

test("the list of opt-ins is fetched again when it is different, and says names as they are", async () => {
  const { first_name, last_name, email } = lead;
  const one = {
    id: "an opt-in",
    lead_id: lead.id,
    source: "MANUAL",
    provider_form_id: null,
    provider_form_name: null,
    external_reference: null,
    created_at: minute(0),
    lead: { first_name, last_name, email },
  };
  const queryKey = [...leadQueries.optInPages(), 1];
  const listed = [one, { ...one, id: "another's", lead_id: "another" }];
  queryClient.setQueryData(queryKey, { rows: listed, total: 2 });
  told({ ...lead, first_name: "Renamed", updated_at: minute(1) });
  expect(queryClient.getQueryData(queryKey)).toEqual({
    rows: [{ ...one, lead: { first_name: "Renamed", last_name, email } }, listed[1]],
    total: 2,
  });
  await until(() => expect(isStale(leadQueries.page(ALL, 1).queryKey)).toBe(true));
  expect(isStale(queryKey)).toBe(false);
  liveLeads(queryClient).apply({ ...NOTHING, leads: [], opt_ins: true });
  await until(() => expect(isStale(queryKey)).toBe(true));
});

test("a lead that is gone is fetched again with all that is known of it", async () => {
  liveLeads(queryClient).apply({ ...NOTHING, leads: [], gone: [lead.id] });
  await until(() => expect(isStale(leadQueries.details(lead.id).queryKey)).toBe(true));
  expect(isStale(openLeadQueries.activity(lead.id).queryKey)).toBe(true);
  expect(isStale(leadQueries.page(MANUAL, 1).queryKey)).toBe(true);
});
