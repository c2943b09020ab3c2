import { expect, test } from "vitest";
import type { PlainFilterName } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { leadsWith } from "./leads-with.ts";

const workspace: Workspace = {
  person: { id: "1", name: "Sara Lind", email: "sara@example.com", role: "member" },
  team: [
    { email: "sara@example.com", name: "Sara Lind" },
    { email: "tom@example.com", name: "Tom Berg" },
  ],
  mine: "setter",
  column_layouts: {},
  statuses: [{ ...testStatus("Won"), type: "LEAD" }],
};

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
  expect(leadsWith({ name, value }, workspace).join(" ")).toBe(words);
});
