import { expect, test } from "vitest";
import type { PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { testWorkspace } from "../test-workspace.ts";
import { leadsWith, withOnly, withoutValue } from "./by-value.ts";

const HELEN = { email: "helen.marsh@example.com", today: "2026-11-28" };
const MANUAL = { name: "source", value: "MANUAL" } as const;

test("only leads with a value: whatever else that filter was set to goes, other filters stay", () => {
  const filter = { source: ["OTHER", "MANUAL"], not_source: ["WEBINAR"], closer: ["unassigned"] };
  expect(withOnly(filter, MANUAL, HELEN)).toEqual({ source: ["MANUAL"], closer: ["unassigned"] });
  expect(withOnly({}, MANUAL, HELEN)).toEqual({ source: ["MANUAL"] });
});

test("a value is left out, and isn't chosen any more", () => {
  expect(withoutValue({}, MANUAL, HELEN)).toEqual({ not_source: ["MANUAL"] });
  expect(withoutValue({ not_source: ["OTHER"] }, MANUAL, HELEN)).toEqual({
    not_source: ["OTHER", "MANUAL"],
  });
  expect(withoutValue({ source: ["MANUAL"] }, MANUAL, HELEN)).toEqual({ not_source: ["MANUAL"] });
  // The others that are chosen say as much.
  expect(withoutValue({ source: ["OTHER", "MANUAL"] }, MANUAL, HELEN)).toEqual({
    source: ["OTHER"],
  });
  // A day may be part of what is chosen.
  const day = { name: "created", value: "2026-11-26..2026-11-26" } as const;
  expect(withoutValue({ created: ["this_week"] }, day, HELEN)).toEqual({
    created: ["this_week"],
    not_created: [day.value],
  });
});

test("nothing changes where the filter is that already, however it says so", () => {
  const only = { source: ["MANUAL"], setter: ["me"], created: ["today..today"] };
  const not = { not_source: ["MANUAL"], not_setter: ["me"], not_created: ["today..today"] };
  for (const value of [
    MANUAL,
    { name: "setter", value: "Helen.Marsh@example.com" },
    { name: "created", value: "2026-11-28..2026-11-28" },
  ] as const) {
    expect(withOnly(only, value, HELEN)).toBe(only);
    expect(withoutValue(not, value, HELEN)).toBe(not);
  }
});

test("oneself stays “me” in a list that says so", () => {
  const own = { name: "setter", value: HELEN.email } as const;
  expect(withOnly({ setter: ["me", "unassigned"] }, own, HELEN)).toEqual({ setter: ["me"] });
  expect(withoutValue({ setter: ["me", "unassigned"] }, own, HELEN)).toEqual({
    setter: ["unassigned"],
  });
});

const DAY = dates.day("2025-05-26");

test.each<[PlainFilterName, string, string]>([
  ["source", "LANDING_PAGE", "leads with source Landing page"],
  ["status", "Won", "leads with status Won"],
  ["setter", "tom@example.com", "leads with setter Tom Berg"],
  ["closer", "sara@example.com", "leads with closer Sara Lind (you)"],
  ["triager", "unassigned", "leads with no triager"],
  ["country", "DE", "leads with country Germany"],
  ["country", "none", "leads with no country"],
  ["phone", "yes", "leads with a phone number"],
  ["phone", "no", "leads with no phone number"],
  ["created", "2025-05-26..2025-05-26", `leads created on ${DAY}`],
  ["next_touch_point", "2025-05-26..2025-05-26", `leads with next touch point on ${DAY}`],
  ["next_touch_point", "none", "leads with no next touch point"],
])("%s %s: %s", (name, value, words) => {
  expect(leadsWith({ name, value }, testWorkspace("Won")).join(" ")).toBe(words);
});
