import { expect, test } from "vitest";
import { NO_STATUS, readLeadStatus, readStatus } from "./read-status.ts";

const ID = "4bb2ae65-8ab1-4695-b896-190711a07cd0";

const bare = { description: null, text_color: null, bg_color: null };

test("what is missing is made up", () => {
  expect(readStatus({ id: ID.toUpperCase() })).toEqual({
    ok: true,
    value: { id: ID, name: "Unnamed status", role: "UNKNOWN", type: "BOTH", ...bare },
  });
  expect(readLeadStatus({ id: ID, role: "NO_SHOW", name: "" })).toMatchObject({
    name: "No show",
    role: "NO_SHOW",
  });
});

test("unknown words and colours that are none are kept", () => {
  const odd = { ...bare, id: ID, name: " Odd ", role: "GHOSTED", bg_color: "rgb(1,2", type: "X" };
  expect(readStatus(odd)).toEqual({ ok: true, value: odd });
});

test.each([null, undefined, "WON", [], {}, { id: null, name: "Won" }, { id: "won", name: "Won" }])(
  "%j is no status of a lead",
  (value) => {
    expect(readLeadStatus(value)).toBe(NO_STATUS);
  },
);

test.each([
  [null, "row is not an object"],
  [{ name: "Won" }, "id is missing"],
  [{ id: 7, name: "Won" }, "id is not a UUID"],
])("%j can't be read", (row, why) => {
  expect(readStatus(row)).toEqual({ ok: false, id: null, why });
});
