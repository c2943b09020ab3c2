import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ALL_LEADS, type LeadFilter } from "#api/contract/leads/lead-query.ts";
import { readTimeRange } from "#api/contract/time-range.ts";
import { askedQuery } from "./asked-query.ts";

const asked = (filter: LeadFilter, today = "2026-11-28") =>
  askedQuery({ ...ALL_LEADS, filter }, { email: "sara@example.com", today }).filter;

/** What the server is asked for a range, which it can read. */
function range(said: string, today?: string): string {
  const [value = ""] = asked({ created: [said] }, today).created ?? [];
  expect(readTimeRange(value)).toBeDefined();
  return value;
}

describe.each([
  ["America/New_York", "-05:00", "-04:00"],
  ["Pacific/Auckland", "+13:00", "+12:00"],
  ["Asia/Kolkata", "+05:30", "+05:30"],
  ["UTC", "+00:00", "+00:00"],
])("in %s", (zone, inNovember, inJuly) => {
  beforeAll(() => vi.stubEnv("TZ", zone));
  afterAll(() => vi.unstubAllEnvs());

  test("days are the viewer's, from midnight to midnight", () => {
    expect(range("2026-07-01..2026-07-31")).toBe(
      `2026-07-01T00:00:00${inJuly}..2026-08-01T00:00:00${inJuly}`,
    );
    expect(range("..2026-11-28")).toBe(`..2026-11-29T00:00:00${inNovember}`);
    expect(range("2026-12-31..")).toBe(`2026-12-31T00:00:00${inNovember}..`);
  });

  test("days that are told from today, and the week, which begins on Monday", () => {
    expect(range("today..today")).toBe(range("2026-11-28..2026-11-28"));
    expect(range("..today-14")).toBe(range("..2026-11-14"));
    expect(range("today..today+7")).toBe(range("2026-11-28..2026-12-05"));
    expect(range("this_week")).toBe(range("2026-11-23..2026-11-29"));
    expect(range("this_week", "2026-11-29")).toBe(range("2026-11-23..2026-11-29"));
    expect(range("this_week", "2026-11-30")).toBe(range("2026-11-30..2026-12-06"));
  });

  test("the calendar's ends can be asked for", () => {
    expect(range("0001-01-01..9999-12-31")).toMatch(/^0001-01-01T.*\.\.9999-12-31T/);
  });
});

test("a day that begins at one o'clock begins with the first moment there is", () => {
  vi.stubEnv("TZ", "Africa/Cairo");
  const [from = ""] = range("2026-04-24..2026-04-24").split("..");
  expect(new Date(from).getTime()).toBe(new Date(2026, 3, 24).getTime());
  expect(from.startsWith("2026-04-24T00:00:00")).toBe(true);
  vi.unstubAllEnvs();
});

test("what means the same to everyone is asked as it is said, by the same object", () => {
  const query = {
    ...ALL_LEADS,
    filter: { created: ["2026-01-31T09:00Z.."], next_touch_point: ["overdue", "none"] },
  };
  expect(askedQuery(query, { email: "sara@example.com", today: "2026-11-28" })).toBe(query);
});

test("me is whoever looks, once that is known", () => {
  const query = { ...ALL_LEADS, filter: { setter: ["me"], not_closer: ["me", "unassigned"] } };
  expect(askedQuery(query, { email: undefined, today: "2026-11-28" })).toBe(query);
  expect(asked(query.filter)).toEqual({
    setter: ["sara@example.com"],
    not_closer: ["sara@example.com", "unassigned"],
  });
});
