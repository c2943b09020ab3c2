import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addLeads } from "../additions.ts";
import { listLeads, listMatching, readLead } from "./leads.ts";
import { anyFilter, inListOrder, matches } from "./test-filters.ts";
import {
  addMixedLeads,
  addTeam,
  openTestStore,
  PEOPLE,
  plainLead,
  STATUSES,
} from "../test-store.ts";

test("lists any page under any filter, in order, with the exact total", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = (await addMixedLeads(store, 1_500)).toSorted(inListOrder);
  const page = fc.record({ offset: fc.nat(1_600), limit: fc.integer({ min: 1, max: 100 }) });
  await fc.assert(
    fc.asyncProperty(anyFilter, page, async (filter, { offset, limit }) => {
      const expected = leads.filter((lead) => matches(lead, filter));
      const { rows, total } = await listLeads(store, { filter }, { offset, limit });
      expect(total).toBe(expected.length);
      expect(rows.map(({ id }) => id)).toEqual(
        expected.slice(offset, offset + limit).map(({ id }) => id),
      );
    }),
    { numRuns: 400 },
  );
});

test("says which of some leads match any filter", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = await addMixedLeads(store, 700);
  const some = fc.uniqueArray(fc.constantFrom(...leads), { minLength: 1, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(anyFilter, some, async (filter, asked) => {
      const ids = [randomUUID(), ...asked.map(({ id }) => id.toUpperCase())];
      const expected = asked.filter((lead) => matches(lead, filter)).map(({ id }) => id);
      const found = await listMatching(store, ids, { filter });
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 200 },
  );
});

test("a list without filters is whole, page after page", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const leads = (await addMixedLeads(store, 350)).toSorted(inListOrder);
  const pages = await Promise.all(
    [0, 100, 200, 300, 400].map((offset) => listLeads(store, {}, { offset, limit: 100 })),
  );
  expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(leads.map(({ id }) => id));
});

test("an empty database has an empty list", async () => {
  const store = await openTestStore();
  expect(await listLeads(store, {}, { offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
});

test("owners are asked for without regard to case and outer spaces, statuses without case", async () => {
  const store = await openTestStore();
  await addTeam(store);
  await store.write((tx) => addLeads(tx, [plainLead({ setter: 1 }), plainLead({ setter: 2 })]));
  const page = { offset: 0, limit: 10 };
  expect((await listLeads(store, { filter: { setter: ["  ADA@Example.com "] } }, page)).total).toBe(
    1,
  );
  const status = STATUSES[0]?.id.toUpperCase() ?? "";
  expect((await listLeads(store, { filter: { status: [status] } }, page)).total).toBe(2);
});

test("reads a lead as the API has it, whatever the case of its id", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const note = {
    id: randomUUID(),
    note: "Call back",
    appointment_id: null,
    created_by: null,
    created_at: "2026-01-02T03:04:05.006Z",
  };
  const lead = plainLead({
    last_name: "Example",
    phone_e164: "+447700900010",
    phone_country: "GB",
    setter: 1,
    next_touch_point_at: Date.UTC(2026, 5, 7, 8, 9, 10, 11),
    next_touch_point_type: "EMAIL",
    latest_note: JSON.stringify(note),
    billing_details: JSON.stringify({ business_name: "", more: 1 }),
    ai_source_summary: "Came by a friend.",
    notes: 1,
    opt_ins: 2,
    created_at: Date.UTC(2026, 0, 1),
    updated_at: Date.UTC(2026, 0, 2, 23, 59, 59, 999),
  });
  await store.write((tx) => addLeads(tx, [lead]));
  expect(await readLead(store, lead.id.toUpperCase())).toEqual({
    id: lead.id,
    first_name: "Ida",
    last_name: "Example",
    email: lead.email,
    phone_e164: "+447700900010",
    phone_country: "GB",
    source: "OTHER",
    assigned_setter: PEOPLE[0]?.email,
    assigned_closer: null,
    assigned_triager: null,
    next_touch_point_date: "2026-06-07T08:09:10.011Z",
    next_touch_point_type: "EMAIL",
    first_source: { id: null, name: null },
    last_source: { id: null, name: null },
    status: {
      id: STATUSES[0]?.id,
      name: "New lead",
      role: "NEW_LEAD",
      description: null,
      text_color: null,
      bg_color: null,
    },
    latest_note: note,
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-02T23:59:59.999Z",
    billing_details: { business_name: "", more: 1 },
    ai_source_summary: "Came by a friend.",
    counts: { notes: 1, appointments: 0, contracts: 0, payments: 0, opt_ins: 2 },
  });
});

test.each(["", "nonsense", "'; drop table leads; --", randomUUID()])(
  "no lead is %j",
  async (id) => {
    const store = await openTestStore();
    expect(await readLead(store, id)).toBeNull();
  },
);

test("a touch point that is a day is in a range by its date, wherever one looks from", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const touch = { next_touch_point_at: Date.UTC(2026, 10, 28), next_touch_point_is_day: 1 };
  await store.write((tx) => addLeads(tx, [plainLead(touch)]));
  const found = async (first: string, second: string, offset: string) => {
    const range = `2026-11-${first}T00:00:00${offset}..2026-11-${second}T00:00:00${offset}`;
    const filter = { next_touch_point: [range] };
    return (await listLeads(store, { filter }, { offset: 0, limit: 10 })).total;
  };
  for (const offset of ["-05:00", "+13:00", "+00:00", "Z"]) {
    expect(await found("28", "29", offset)).toBe(1);
    expect(await found("27", "28", offset)).toBe(0);
    expect(await found("29", "30", offset)).toBe(0);
  }
});
