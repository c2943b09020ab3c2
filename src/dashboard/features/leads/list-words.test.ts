import { expect, test } from "vitest";
import type { LeadFilter } from "#api/contract/leads/lead-query.ts";
import { testWorkspace } from "#dashboard/domain/test-workspace.ts";
import { listTitle } from "./list-words.tsx";

const workspace = testWorkspace("Won", "Lost", "No show");

test("a list is called by what it is filtered by", () => {
  const title = (filter: LeadFilter) => listTitle({ filter, search: "" }, workspace);
  expect(title({})).toBe("Leads");
  expect(title({ status: ["Won"] })).toBe("Won · Leads");
  expect(title({ source: ["LANDING_PAGE"], status: ["WON"] })).toBe("Landing page, Won · Leads");
  expect(title({ status: ["Won", "Lost", "No show"], closer: ["tom@example.com"] })).toBe(
    "Won, Lost +2 · Leads",
  );
  expect(title({ setter: ["tom@example.com"] })).toBe("Tom Berg · Leads");
  expect(title({ setter: ["SARA@example.com"] })).toBe("My leads");
  expect(title({ setter: ["me"] })).toBe("My leads");
  expect(title({ closer: ["sara@example.com"] })).toBe("Sara Lind · Leads");
  expect(title({ triager: ["unassigned"] })).toBe("No triager · Leads");
});

test("and by what is searched for", () => {
  expect(listTitle({ filter: { status: ["Won"] }, search: "ana" }, workspace)).toBe(
    "“ana” · Won · Leads",
  );
});

test("names come with the workspace", () => {
  expect(listTitle({ filter: { setter: ["tom@example.com"] }, search: "" }, undefined)).toBe(
    "Leads",
  );
});
