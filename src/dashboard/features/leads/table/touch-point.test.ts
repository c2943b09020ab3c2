import { expect, test } from "vitest";
import type { Lead } from "#api/contract/leads.ts";
import { STATUS_ROLES } from "#api/contract/vocabulary.ts";
import { overdue } from "./touch-point.ts";

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
