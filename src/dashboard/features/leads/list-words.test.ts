import { expect, test } from "vitest";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { listTitle } from "./list-words.tsx";

const status = (id: string, name: string) => ({
  id,
  name,
  role: "WON",
  type: "BOTH",
  description: null,
  text_color: null,
  bg_color: null,
});

const workspace: Workspace = {
  person: { id: "1", name: "Sara Lind", email: "sara@example.com", role: "member" },
  team: [
    { email: "sara@example.com", name: "Sara Lind" },
    { email: "tom@example.com", name: "Tom Berg" },
  ],
  mine: "setter",
  column_layouts: {},
  statuses: [status("a", "Won"), status("b", "Lost"), status("c", "No show")],
};

test("a list is called by what it is filtered by", () => {
  const title = (filter: LeadFilter) => listTitle({ filter, search: "" }, workspace);
  expect(title({})).toBe("Leads");
  expect(title({ status: ["a"] })).toBe("Won · Leads");
  expect(title({ source: ["LANDING_PAGE"], status: ["A"] })).toBe("Landing page, Won · Leads");
  expect(title({ status: ["a", "b", "c"], closer: ["tom@example.com"] })).toBe(
    "Won, Lost +2 · Leads",
  );
  expect(title({ setter: ["tom@example.com"] })).toBe("Tom Berg · Leads");
  expect(title({ setter: ["SARA@example.com"] })).toBe("My leads");
  expect(title({ setter: ["me"] })).toBe("My leads");
  expect(title({ closer: ["sara@example.com"] })).toBe("Sara Lind · Leads");
  expect(title({ triager: ["unassigned"] })).toBe("No triager · Leads");
});

test("and by what is searched for", () => {
  expect(listTitle({ filter: { status: ["a"] }, search: "ana" }, workspace)).toBe(
    "“ana” · Won · Leads",
  );
});

test("names come with the workspace", () => {
  expect(listTitle({ filter: { setter: ["tom@example.com"] }, search: "" }, undefined)).toBe(
    "Leads",
  );
});
