import { beforeAll, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { ErrorEnvelope } from "#api/contract/endpoint.ts";
import {
  getLeadOptIn,
  getOptInPosition,
  type ListedOptIn,
  listOptInsView,
} from "#api/contract/opt-ins/opt-in-views.ts";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** The list of all opt-ins, as whoever is signed in reads it. */

const server = withTestServer({ sampleLeads: 150 });
let viewer: Client;
let sender: Client;

beforeAll(async () => {
  viewer = server().client(await server().as("viewer"));
  sender = server().client(await server().withKey());
  // Three of one moment, whose order their ids decide.
  await server().store.write(async (tx) => {
    const some = await tx.selectFrom("opt_ins").select(["seq", "created_at"]).limit(3).execute();
    const { created_at } = present(some[0]);
    const seqs = some.map(({ seq }) => seq);
    await tx.updateTable("opt_ins").set({ created_at }).where("seq", "in", seqs).execute();
  });
});

/** Every row, page by page. */
async function readAll(limit: number): Promise<ListedOptIn[]> {
  const all: ListedOptIn[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const { data, pagination } = await viewer.call(listOptInsView, { query: { page, limit } });
    all.push(...data);
    more = pagination.hasNext;
  }
  return all;
}

const inListOrder = (a: ListedOptIn, b: ListedOptIn) =>
  b.created_at.localeCompare(a.created_at) || (a.id < b.id ? -1 : 1);

test("opt-ins come by pages, newest first, each once, with their exact total", async () => {
  const all = await readAll(100);
  const { pagination } = await viewer.call(listOptInsView);
  expect(all).toHaveLength(pagination.total);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all).toEqual(all.toSorted(inListOrder));
  expect(await readAll(7)).toEqual(all);
  const documented = await sender.call(listOptIns, { query: { limit: 100 } });
  expect(all.slice(0, 100).map(({ lead: _, ...optIn }) => optIn)).toEqual(documented.data);
  expect(documented.pagination.total).toBe(pagination.total);
});

test("each says what its lead is called by", async () => {
  const { data } = await viewer.call(listOptInsView, { query: { limit: 3 } });
  for (const { lead_id, lead } of data) {
    const { first_name, last_name, email } = await sender.call(getLead, {
      params: { id: lead_id },
    });
    expect(lead).toEqual({ first_name, last_name, email });
  }
});

test("a new one is the first at once", async () => {
  const body = { email: "new@example.com", first_name: "Quill", source: "WEBINAR" } as const;
  const { pagination: before } = await viewer.call(listOptInsView);
  const { opt_in_id } = await sender.call(submitOptIn, { body });
  const { data, pagination } = await viewer.call(listOptInsView);
  expect(data[0]).toMatchObject({
    id: opt_in_id,
    source: "WEBINAR",
    lead: { first_name: "Quill", last_name: null, email: "new@example.com" },
  });
  expect(pagination.total).toBe(before.total + 1);
});

test("every opt-in has its place, and its neighbours there", async () => {
  const all = await readAll(100);
  const placeOf = (one: ListedOptIn | undefined) =>
    one ? { id: one.id, lead_id: one.lead_id } : null;
  for (const index of [...all.keys()].filter(
    (at) => at < 5 || at % 17 === 0 || at > all.length - 3,
  )) {
    const params = { id: present(all[index]).id.toUpperCase() };
    expect(await viewer.call(getOptInPosition, { params })).toEqual({
      index,
      matches: true,
      total: all.length,
      previous: placeOf(all[index - 1]),
      next: placeOf(all[index + 1]),
    });
  }
  const params = { id: crypto.randomUUID() };
  expect(await viewer.call(getOptInPosition, { params })).toBeNull();
});

test("a single one is had by its lead and its id, whatever their case, of no other lead", async () => {
  const [one, ...others] = (await viewer.call(listOptInsView)).data;
  const { id: opt_in, lead_id: id } = present(one);
  const optIn = await sender.call(getOptIn, { params: { id: opt_in } });
  const params = { id: id.toUpperCase(), opt_in: opt_in.toUpperCase() };
  expect(await viewer.call(getLeadOptIn, { params })).toEqual(optIn);
  const other = present(others.find(({ lead_id }) => lead_id !== id));
  for (const wrong of [
    { id, opt_in: other.id },
    { id, opt_in: crypto.randomUUID() },
    { id: crypto.randomUUID(), opt_in },
  ]) {
    expect(await viewer.call(getLeadOptIn, { params: wrong })).toBeNull();
  }
});

test("those of a lead that is gone are gone from the list and its total", async () => {
  const [latest] = (await viewer.call(listOptInsView)).data;
  const { id, lead_id } = present(latest);
  const before = await readAll(100);
  await removeLead(server().store, lead_id);
  const rest = before.filter((one) => one.lead_id !== lead_id);
  expect(rest.length).toBeLessThan(before.length);
  expect(await readAll(100)).toEqual(rest);
  expect((await viewer.call(listOptInsView)).pagination.total).toBe(rest.length);
  // A link to it shows what was last known.
  const params = { id: lead_id, opt_in: id };
  expect(await viewer.call(getLeadOptIn, { params })).toMatchObject({ id, lead_id });
});

/** Every row under a query, by pages of seven. */
async function listed(query: string): Promise<{ rows: ListedOptIn[]; total: number }> {
  const rows: ListedOptIn[] = [];
  for (let page = 1; ; page += 1) {
    const path = `${listOptInsView.path}?${query}&limit=7&page=${page}`;
    const { body } = await server().ask(path, { headers: await server().as("viewer") });
    const { data, pagination } = listOptInsView.answer.parse(body);
    rows.push(...data);
    if (!pagination.hasNext) return { rows, total: pagination.total };
  }
}

test.each([
  ["source=TYPEFORM", ({ source }: ListedOptIn) => source === "TYPEFORM"],
  [
    "source=TYPEFORM&source=CALENDLY&source=",
    ({ source }) => ["TYPEFORM", "CALENDLY"].includes(source),
  ],
  ["not_source=TYPEFORM", ({ source }) => source !== "TYPEFORM"],
  ["form=none", ({ provider_form_name: form }) => form === null],
  ["not_form=none", ({ provider_form_name: form }) => form !== null],
  ["created=..2026-06-30", ({ created_at }) => created_at < "2026-07-01"],
  [
    "created=..2026-03-31&created=2026-07-01..&not_source=MANUAL",
    ({ created_at, source }) =>
      (created_at < "2026-04-01" || created_at >= "2026-07-01") && source !== "MANUAL",
  ],
  ["source=NOWHERE", () => false],
] satisfies [string, (one: ListedOptIn) => boolean][])(
  "?%s lists those alone, in both directions, with their places",
  async (query, isIn) => {
    const expected = (await readAll(100)).filter(isIn);
    expect(await listed(query)).toEqual({ rows: expected, total: expected.length });
    expect((await listed(`${query}&sort=-created`)).rows).toEqual(expected);
    expect((await listed(`${query}&sort=created`)).rows).toEqual(expected.toReversed());
    const second = expected[1];
    if (!second) return;
    const path = `${getOptInPosition.path.replace(":id", second.id)}?${query}`;
    const { body } = await server().ask(path, { headers: await server().as("viewer") });
    expect(body).toMatchObject({
      data: { index: 1, matches: true, total: expected.length, previous: { id: expected[0]?.id } },
    });
  },
);

test("a form is found by its name", async () => {
  const { provider_form_name: name } = present(
    (await readAll(100)).find((one) => one.provider_form_name !== null),
  );
  const { rows } = await listed(`form=${encodeURIComponent(present(name))}`);
  expect(rows).toEqual((await readAll(100)).filter((one) => one.provider_form_name === name));
});

test.each([
  ["created=yesterday", "created must be two days or moments with .. between them"],
  ["not_created=2026-02-30..", "not_created must be two days or moments"],
  ["created=overdue", "created must be two days or moments"],
  ["sort=lead", "sort must be created or -created"],
])("?%s is refused in words", async (query, message) => {
  const headers = await server().as("viewer");
  const { status, body } = await server().ask(`${listOptInsView.path}?${query}`, { headers });
  expect(status).toBe(400);
  expect(ErrorEnvelope.parse(body).message).toContain(message);
});

test("the documented list takes what it took before, and nothing else", async () => {
  const headers = await server().withKey();
  const ask = (query: string) => server().ask(`${listOptIns.path}?limit=100${query}`, { headers });
  const all = await ask("");
  expect(
    (await ask("&form=none&not_source=MANUAL&created=..2020-01-01&sort=created")).body,
  ).toEqual(all.body);
  expect((await ask("&source=MANUAL&source=TYPEFORM")).status).toBe(400);
});

test.each([
  ["page=0", "page must be a whole number of at least 1"],
  ["page=1.5", "page must be a whole number of at least 1"],
  ["page=x", "page must be a whole number of at least 1"],
  ["page=", "page must be a whole number of at least 1"],
  ["page=1&page=2", "page may be given once"],
  ["limit=0", "limit must be a whole number from 1 to 100"],
  ["limit=101", "limit must be a whole number from 1 to 100"],
])("?%s is refused", async (query, message) => {
  const headers = await server().as("viewer");
  const { status, body } = await server().ask(`${listOptInsView.path}?${query}`, { headers });
  expect([status, body]).toEqual([400, { status: "error", message }]);
});

test("a page past the end is empty and tells the total", async () => {
  const { data, pagination } = await viewer.call(listOptInsView, { query: { page: 9_999 } });
  expect(data).toEqual([]);
  expect(pagination.total).toBeGreaterThan(100);
});

test("nobody reads it without a session", async () => {
  const positionOf = (id: string) => getOptInPosition.path.replace(":id", id);
  for (const path of [listOptInsView.path, positionOf(crypto.randomUUID())]) {
    expect((await server().ask(path)).status).toBe(401);
    const headers = await server().withKey();
    expect((await server().ask(path, { headers })).status).toBe(401);
  }
  const headers = await server().as("viewer");
  expect((await server().ask(positionOf("nonsense"), { headers })).status).toBe(404);
});
