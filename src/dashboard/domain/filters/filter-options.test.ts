import { expect, test } from "vitest";
import type { LeadCounts } from "#api/contract/leads/lead-views.ts";
import { testWorkspace } from "../test-workspace.ts";
import { countedOptions, isChosen, markedLabel, valueLabel, withChosen } from "./filter-options.ts";

const workspace = testWorkspace("Won");

const counts: LeadCounts = {
  total: 9,
  all: 9,
  source: [{ value: "LANDING_PAGE", count: 9 }],
  status: [{ value: "Won", count: 4 }],
  setter: [
    { value: "unassigned", count: 2 },
    { value: "sara@example.com", count: 4 },
    { value: "tom@example.com", count: 3 },
  ],
  closer: [{ value: "unassigned", count: 9 }],
  triager: [],
};

const optionsOf = (name: keyof Omit<LeadCounts, "total" | "all">, chosen: string[] = []) =>
  withChosen(name, countedOptions(name, counts[name], workspace), chosen, workspace);

const told = (...asked: Parameters<typeof optionsOf>) =>
  optionsOf(...asked).map(({ label, count }) => `${label} ${count}`);

test("values have names and counts", () => {
  expect(told("source")).toEqual(["Landing page 9"]);
  expect(told("status")).toEqual(["Won 4"]);
});

test("oneself stands first where one owns leads, once and by name", () => {
  expect(told("setter")).toEqual(["Sara Lind (you) 4", "Unassigned 2", "Tom Berg 3"]);
  expect(optionsOf("setter")[0]).toMatchObject({ value: "sara@example.com", alias: "me" });
  expect(told("closer")).toEqual(["Unassigned 9"]);
});

test("a chosen value that nothing has can still be taken off", () => {
  expect(told("triager", ["gone@example.com"])).toEqual(["gone@example.com 0"]);
});

test("a chosen value has no count before the counts are there", () => {
  expect(withChosen("setter", undefined, ["tom@example.com"], workspace)).toEqual([
    expect.objectContaining({ label: "Tom Berg", count: undefined }),
  ]);
});

test("a chosen value has no count where only what most leads have is listed", () => {
  expect(withChosen("form", [], ["Rare"], workspace, true)).toEqual([
    expect.objectContaining({ label: "Rare", count: undefined }),
  ]);
});

test("a chosen value is found in any case, and makes no second option", () => {
  const chosen = ["SARA@example.com"];
  const options = optionsOf("setter", chosen);
  expect(options.filter((option) => isChosen(option, chosen)).map(({ label }) => label)).toEqual([
    "Sara Lind (you)",
  ]);
  expect(options).toHaveLength(3);
});

test("oneself is marked on one's own screen, and called by the account's name where Hermon has none", () => {
  expect(markedLabel("setter", "SARA@example.com", workspace)).toBe("Sara Lind (you)");
  expect(markedLabel("setter", "tom@example.com", workspace)).toBe("Tom Berg");
  expect(valueLabel("setter", "sara@example.com", workspace)).toBe("Sara Lind");
  const team = [{ email: "sara@example.com", name: null }];
  expect(markedLabel("closer", "sara@example.com", { ...workspace, team })).toBe("Sara (you)");
});

test("unknown values are called as they came", () => {
  expect(valueLabel("status", "no-such-id", workspace)).toBe("no-such-id");
  expect(valueLabel("setter", "who@example.com", workspace)).toBe("who@example.com");
});
