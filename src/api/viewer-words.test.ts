import { expect, test } from "vitest";
import { ALL_LEADS } from "./contract/leads/lead-query.ts";
import { asksForDays, asksForMe, queryFor, withMeNamed } from "./viewer-words.ts";

test("whoever is meant by 'me' can be named, once", () => {
  const filter = { source: ["MANUAL"], setter: ["me", "tom@example.com"], closer: ["unassigned"] };
  expect(asksForMe(filter)).toBe(true);
  const named = withMeNamed(filter, "sara@example.com");
  expect(named).toEqual({ ...filter, setter: ["sara@example.com", "tom@example.com"] });
  expect(asksForMe(named)).toBe(false);
  expect(withMeNamed(named, "tom@example.com")).toBe(named);
  expect(withMeNamed({ triager: ["TOM@example.com", "me"] }, "tom@example.com")).toEqual({
    triager: ["TOM@example.com"],
  });
  expect(withMeNamed({ not_closer: ["me"] }, "tom@example.com")).toEqual({
    not_closer: ["tom@example.com"],
  });
});

test("a form that is called 'me' or 'today' is a form", () => {
  const filter = { form: ["me", "today"], campaign: ["this_week"] };
  expect([asksForMe(filter), asksForDays(filter)]).toEqual([false, false]);
});

test.each([
  ["today..", true],
  ["..2026-01-31", true],
  ["this_week", true],
  ["2026-01-31T09:00Z..today", true],
  ["2026-01-31T09:00Z..", false],
  ["overdue", false],
  ["none", false],
])("next_touch_point=%s asks for days: %s", (value, expected) => {
  expect(asksForDays({ next_touch_point: [value] })).toBe(expected);
  expect(asksForDays({ not_next_touch_point: [value] })).toBe(expected);
});

test("the order that lists have by themselves is no order of its own", () => {
  const newestFirst = { ...ALL_LEADS, sort: [{ column: "created" as const, desc: true }] };
  expect(queryFor(newestFirst, undefined)).toEqual(ALL_LEADS);
  const byName = { ...ALL_LEADS, sort: [{ column: "name" as const, desc: true }] };
  expect(queryFor(byName, "sara@example.com")).toBe(byName);
});
