import { expect, test } from "vitest";
import type { LeadCounts } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { isOwner, unknownValues, withoutValues } from "./unknown-values.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";
const LATE = "1c1c52e5-2b78-4e0b-8f58-226344420a37";
const NONE = "00000000-2b78-4e0b-8f58-226344420a37";

const workspace: Pick<Workspace, "person" | "team" | "statuses"> = {
  person: { id: "1", name: "Sara", email: "sara@example.com", role: "viewer" },
  team: [{ email: "Tom@example.com", name: "Tom Berg" }],
  statuses: [
    {
      id: WON,
      name: "Won",
      role: "WON",
      type: "BOTH",
      description: null,
      text_color: null,
      bg_color: null,
    },
  ],
};

const counted = (...values: string[]) => values.map((value) => ({ value, count: 0 }));

/** LATE and NEW_SOURCE came after the workspace was asked for; so did Uma. */
const counts: LeadCounts = {
  total: 0,
  all: 9,
  source: counted("CALENDLY", "NEW_SOURCE"),
  status: counted(WON, LATE),
  setter: counted("unassigned", "uma@example.com"),
  closer: counted("unassigned"),
  triager: [],
};

test("what neither the workspace nor any lead has is unknown", () => {
  const filter = {
    source: ["NOPE", "NEW_SOURCE", "MANUAL"],
    status: [NONE, WON.toUpperCase(), LATE],
    setter: ["me", "unassigned", "SARA@example.com", "tom@example.com", "nobody@example.com"],
  };
  expect(unknownValues(filter, workspace, counts)).toEqual([
    ["source", "NOPE"],
    ["status", NONE],
    ["setter", "nobody@example.com"],
  ]);
  expect(unknownValues({ setter: ["UMA@example.com"] }, workspace, counts)).toEqual([]);
});

test("only what the workspace doesn't list needs the counts", () => {
  const listed = { source: ["MANUAL"], status: [WON], setter: ["me"], closer: ["tom@example.com"] };
  expect(unknownValues(listed, workspace)).toEqual([]);
  for (const filter of [
    { source: ["NEW_SOURCE"] },
    { status: [LATE] },
    { setter: ["uma@example.com"] },
  ]) {
    expect(unknownValues(filter, workspace)).toHaveLength(1);
    expect(unknownValues(filter, workspace, counts)).toEqual([]);
  }
});

test("sources and statuses are left out, owners are filtered by all the same", () => {
  const filter = { source: ["NOPE"], status: [NONE, WON], setter: ["nobody@example.com"] };
  const unknown = unknownValues(filter, workspace, counts);
  const leftOut = unknown.filter((asked) => !isOwner(asked));
  expect(withoutValues(filter, leftOut)).toEqual({
    status: [WON],
    setter: ["nobody@example.com"],
  });
  expect(withoutValues(filter, [])).toBe(filter);
});
