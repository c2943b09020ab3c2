import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Lead } from "#api/contract/leads/leads.ts";
import { STATUS_ROLES } from "#api/contract/vocabulary.ts";
import { exactTouchPoint, overdue, touchPoint } from "./touch-point.ts";

beforeAll(() => vi.stubEnv("TZ", "America/New_York"));
afterAll(() => vi.unstubAllEnvs());

const leadWith = (next_touch_point_date: string): Lead => ({
  id: "1",
  first_name: "Ida",
  last_name: null,
  email: "ida@example.com",
  phone_e164: null,
  phone_country: null,
  source: "OTHER",
  assigned_setter: null,
  assigned_closer: null,
  assigned_triager: null,
  next_touch_point_date,
  next_touch_point_type: "WHATSAPP",
  first_source: { id: null, name: null },
  last_source: { id: null, name: null },
  status: {
    id: "1",
    name: "New",
    role: "NEW",
    description: null,
    text_color: null,
    bg_color: null,
  },
  latest_note: null,
  created_at: "2026-05-01",
  updated_at: "2026-05-01",
});

const at = (local: string) => new Date(local).getTime();

test("a touch point on a day is today until the day is over, with no time", () => {
  const day = leadWith("2026-06-01");
  expect(touchPoint(day, at("2026-05-31T20:00"))).toMatch(/^Tomorrow · /);
  expect(touchPoint(day, at("2026-06-01T20:00"))).toMatch(/^Today · /);
  expect(exactTouchPoint(day)).not.toContain(":");
  expect(overdue(day, at("2026-06-01T23:59"))).toBeUndefined();
  expect(overdue(day, at("2026-06-02T00:00"))).toBe("overdue");
});

test("one that is booked for a time says it, however far off the day is", () => {
  const timed = leadWith("2026-06-04T14:00:00.000Z");
  expect(touchPoint(timed, at("2026-06-04T08:00"))).toMatch(/^Today, 10:00\b.* · WhatsApp$/);
  expect(touchPoint(timed, at("2026-06-01T08:00"))).toMatch(
    /^(4 Jun|Jun 4), 10:00\b.* · WhatsApp$/,
  );
  expect(touchPoint(timed, at("2025-06-01T08:00"))).toMatch(
    /^(4 Jun 2026|Jun 4, 2026), 10:00\b.* · WhatsApp$/,
  );
});

test("one at a time is overdue when the time has come", () => {
  const timed = leadWith("2026-06-01T14:00:00.000Z");
  expect(overdue(timed, at("2026-06-01T09:59"))).toBeUndefined();
  expect(overdue(timed, at("2026-06-01T10:01"))).toBe("overdue");
});

const now = Date.parse("2026-05-26T20:00:00Z");

test("what was planned for a lead is overdue only while someone still works on it", () => {
  const isOverdue = (role: string) => {
    const lead = { next_touch_point_date: "2026-05-20T10:00:00Z", status: { role } };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Nothing else of a lead is looked at.
    return overdue(lead as Lead, now) !== undefined;
  };
  expect([...STATUS_ROLES, "SOME_NEW_ONE"].filter((role) => !isOverdue(role))).toEqual([
    "WON",
    "UNQUALIFIED",
    "LOST",
  ]);
});
