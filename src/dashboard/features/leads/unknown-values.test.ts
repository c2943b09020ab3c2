import { expect, test } from "vitest";
import type { LeadStatus } from "#api/contract/statuses.ts";
import {
  isDoubtful,
  type KnownValues,
  strangersIn,
  valuesLeftOut,
  withoutUnknown,
} from "./unknown-values.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";
const LATE = "1c1c52e5-2b78-4e0b-8f58-226344420a37";
const NONE = "00000000-2b78-4e0b-8f58-226344420a37";

const won: LeadStatus & { type: string } = {
  id: WON,
  name: "Won",
  role: "WON",
  type: "BOTH",
  description: null,
  text_color: null,
  bg_color: null,
};

const workspace: KnownValues["workspace"] = {
  person: { id: "1", name: "Sara", email: "sara@example.com", role: "viewer" },
  team: [{ email: "Tom@example.com", name: "Tom Berg" }],
  statuses: [won],
};

/** LATE and NEW_SOURCE came after the workspace was asked for; so did Uma. */
const known: KnownValues = {
  workspace,
  counted: {
    source: ["CALENDLY", "NEW_SOURCE"],
    status: [WON, LATE],
    setter: ["unassigned", "uma@example.com"],
    closer: ["unassigned"],
    triager: [],
  },
};

test("sources and statuses that nothing has are left out, the rest applies", () => {
  const filter = {
    source: ["NOPE", "NEW_SOURCE"],
    status: [NONE],
    setter: ["nobody@example.com"],
  };
  const rest = withoutUnknown(filter, known);
  expect(rest).toEqual({ source: ["NEW_SOURCE"], setter: ["nobody@example.com"] });
  expect(valuesLeftOut(filter, rest)).toEqual([
    ["source", "NOPE"],
    ["status", NONE],
  ]);
});

test("what some lead has, or may have, stays, and so does the filter itself", () => {
  const filter = { source: ["MANUAL", "NEW_SOURCE"], status: [WON.toUpperCase(), LATE] };
  expect(withoutUnknown(filter, known)).toBe(filter);
});

test("nothing is left out before it is known what there is", () => {
  const filter = { source: ["NOPE"], status: [NONE], setter: ["nobody@example.com"] };
  for (const part of [
    { ...known, counted: undefined },
    { ...known, workspace: undefined },
  ]) {
    expect(withoutUnknown(filter, part)).toBe(filter);
    expect(strangersIn(filter, part)).toEqual([]);
  }
});

test("owners whom nobody knows are told once; the team, oneself and new ones are known", () => {
  const people = ["me", "unassigned", "SARA@example.com", "tom@example.com", "uma@example.com"];
  expect(strangersIn({ setter: people }, known)).toEqual([]);
  const nobody = "nobody@example.com";
  expect(strangersIn({ setter: [nobody, "me"], closer: [nobody] }, known)).toEqual([nobody]);
});

test("only what the workspace doesn't list needs the counts", () => {
  expect(isDoubtful({ source: ["MANUAL"], status: [WON], setter: ["me"] }, workspace)).toBe(false);
  expect(isDoubtful({ source: ["NEW_SOURCE"] }, workspace)).toBe(true);
  expect(isDoubtful({ status: [LATE] }, workspace)).toBe(true);
  expect(isDoubtful({ closer: ["uma@example.com"] }, workspace)).toBe(true);
  expect(isDoubtful({ status: [WON] }, undefined)).toBe(true);
});
