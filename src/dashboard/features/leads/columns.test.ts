import { expect, test } from "vitest";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import { PLAIN_FILTERS } from "#api/contract/leads/lead-query.ts";
import { testLead, testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { leadColumns } from "./columns.ts";

const WON = testStatus("6e5f52e5-2b78-4e0b-8f58-226344420a37");

/** What each column has a lead filtered by. */
const filteredBy = (lead: Partial<ListedLead>) =>
  Object.fromEntries(
    leadColumns.flatMap(({ id, filterBy }) => {
      const filter = filterBy?.(testLead({ id: "a", status: WON, ...lead }));
      return filter ? [[id, [filter.name, filter.value]]] : [];
    }),
  );

test("a cell is filtered by what it says", () => {
  expect(
    filteredBy({
      source: "CALENDLY",
      phone_e164: "+491700000000",
      phone_country: "DE",
      assigned_setter: "mara.lindqvist@example.com",
      assigned_closer: "daniel.okafor@example.com",
      assigned_triager: "ruth.adeyemi@example.com",
      next_touch_point_date: "2026-06-01",
      // By the viewer's clock, whatever the server's says.
      created_at: new Date(2026, 4, 26, 0, 10).toISOString(),
      updated_at: new Date(2026, 4, 27, 23, 50).toISOString(),
    }),
  ).toEqual({
    status: ["status", WON.id],
    source: ["source", "CALENDLY"],
    phone: ["phone", "yes"],
    country: ["country", "DE"],
    setter: ["setter", "mara.lindqvist@example.com"],
    closer: ["closer", "daniel.okafor@example.com"],
    triager: ["triager", "ruth.adeyemi@example.com"],
    "next-touch-point": ["next_touch_point", "2026-06-01..2026-06-01"],
    created: ["created", "2026-05-26..2026-05-26"],
    updated: ["updated", "2026-05-27..2026-05-27"],
  });
});

test("an empty cell is filtered by that nothing is there", () => {
  expect(filteredBy({})).toMatchObject({
    phone: ["phone", "no"],
    country: ["country", "none"],
    setter: ["setter", "unassigned"],
    closer: ["closer", "unassigned"],
    triager: ["triager", "unassigned"],
    "next-touch-point": ["next_touch_point", "none"],
  });
});

test("what is no time is filtered by nothing, and every filter is one of the list's", () => {
  const filters = filteredBy({ created_at: "soon", next_touch_point_date: "soon" });
  expect(Object.keys(filters)).not.toContain("created");
  expect(Object.keys(filters)).not.toContain("next-touch-point");
  for (const [name] of Object.values(filters)) expect(PLAIN_FILTERS).toContain(name);
});
