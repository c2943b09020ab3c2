import { expect, test } from "vitest";
import { statusGroups } from "./status-groups.ts";

const status = (name: string, role: string, type = "BOTH") => ({
  id: name,
  name,
  role,
  type,
  description: null,
  text_color: null,
  bg_color: null,
});

test("statuses are grouped by role in funnel order, unknown roles last, deals' left out", () => {
  const groups = statusGroups([
    status("Paused", "ON_ICE"),
    status("Won", "WON", "LEAD"),
    status("Signed", "WON", "OPPORTUNITY"),
    status("Nurture", "FOLLOW_UP"),
    status("Chase", "FOLLOW_UP"),
  ]);
  expect(groups.map(({ value, items }) => [value, items.map(({ name }) => name)])).toEqual([
    ["Follow up", ["Chase", "Nurture"]],
    ["Won", ["Won"]],
    ["On ice", ["Paused"]],
  ]);
});
