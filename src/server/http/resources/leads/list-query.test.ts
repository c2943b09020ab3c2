import { expect, test } from "vitest";
import * as z from "zod/mini";
import { ErrorEnvelope } from "#api/contract/endpoint.ts";
import { Lead } from "#api/contract/leads/leads.ts";
import { LeadCounts } from "#api/contract/leads/lead-views.ts";
import { submitOptIn } from "#server/store/submissions/submissions.ts";
import { withTestServer } from "#server/test-server.ts";

/** What the dashboard's lists take in their query string, on the sample workspace. */

const server = withTestServer();
const Page = z.object({ data: z.array(Lead), pagination: z.object({ total: z.number() }) });

const ask = async (query: string) =>
  server().ask(`/api/dashboard/leads?limit=100&${query}`, { headers: await server().as("viewer") });

async function listed(query: string) {
  const { body } = await ask(query);
  const { data, pagination } = Page.parse(body);
  return { leads: data, total: pagination.total };
}

async function countsUnder(query: string) {
  const path = `/api/dashboard/lead-counts?${query}`;
  const { body } = await server().ask(path, { headers: await server().as("viewer") });
  return z.object({ data: LeadCounts }).parse(body).data;
}

test("words are found wherever they stand, as soon as they are there", async () => {
  const zoe = {
    email: "zoe.quine@example.com",
    first_name: "Zoë",
    last_name: "Quine",
    phone_e164: "+447700900142",
    source: "TYPEFORM",
    provider_form_name: "Größenberatung",
  } as const;
  const { lead_id } = await submitOptIn(server().store, zoe);
  const searches = ["quine zoe", "ZOE", "zoe.quine@", "07700 900142", "grossenberatung zo"];
  for (const search of searches) {
    const query = `search=${encodeURIComponent(search)}`;
    const { leads, total } = await listed(query);
    expect([total, leads[0]?.id], search).toEqual([1, lead_id]);
    expect((await countsUnder(query)).total).toBe(1);
  }
  expect((await listed("search=zoe&not_source=TYPEFORM")).total).toBe(0);
});

test("a filter and its opposite leave nobody out and take nobody twice", async () => {
  const { total: all } = await listed("");
  const pairs = [
    "source=MANUAL",
    "setter=unassigned",
    "country=DE&country=none",
    "phone=yes",
    "form=none",
    "next_touch_point=overdue",
    "created=..2026-06-30",
  ];
  for (const query of pairs) {
    const opposite = query.split("&").map((part) => `not_${part}`);
    const [some, others] = [await listed(query), await listed(opposite.join("&"))];
    expect(some.total + others.total, query).toBe(all);
  }
});

test("a list is sorted both ways, and those that have nothing there come last", async () => {
  const datesBy = async (sort: string) => {
    const { leads } = await listed(`sort=${sort}`);
    const dates = leads.map((lead) => lead.next_touch_point_date);
    const known = dates.filter((date) => date !== null);
    expect(dates).toEqual([...known, ...dates.slice(known.length)]);
    return known;
  };
  const [soonest, latest] = [await datesBy("next_touch_point"), await datesBy("-next_touch_point")];
  expect(soonest).toEqual(soonest.toSorted());
  expect(latest).toEqual(latest.toSorted().toReversed());
  expect(latest.length).toBeLessThan(100);
  expect((await listed("sort=-created")).leads).toEqual((await listed("")).leads);
});

test.each([
  ["sort=email", "sort must be one of name, status"],
  ["created=yesterday", "created must be two days or moments"],
  ["created=2026-02-30..", "created must be two days or moments"],
  ["not_updated=..", "not_updated must be two days or moments"],
  ["phone=maybe", "phone must be yes or no"],
  [`search=${"x".repeat(201)}`, "search must be a text of at most 200 characters"],
  ["search=a&search=b", "search may be given once"],
])("%s is refused in words", async (query, message) => {
  const { status, body } = await ask(query);
  expect(status).toBe(400);
  expect(ErrorEnvelope.parse(body).message).toContain(message);
});
