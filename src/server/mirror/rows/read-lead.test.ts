import { describe, expect, test } from "vitest";
import { readLead, readLeadDetails } from "./read-lead.ts";
import { distinctById } from "./read.ts";
import { NO_STATUS } from "./read-status.ts";

const ID = "896e4c72-e390-4baf-906f-395992266222";
const UPDATED = "2026-05-26T08:17:38.356Z";

/** The lead in a row with that id and these fields. */
function lead(fields: Record<string, unknown> = {}) {
  const read = readLead({ id: ID, ...fields });
  if (!read.ok) throw new Error(read.why);
  return read.value;
}

test("a lead with nothing but an id is a lead", () => {
  const nobody = { setter: null, closer: null, triager: null };
  const nothing = { id: null, name: null };
  expect(readLead({ id: ID.toUpperCase() })).toEqual({
    ok: true,
    value: {
      id: ID,
      first_name: "",
      last_name: null,
      email: "",
      phone_e164: null,
      phone_country: null,
      source: "UNKNOWN",
      ...nobody,
      next_touch_point_at: null,
      next_touch_point_is_day: false,
      next_touch_point_type: null,
      first_source: nothing,
      last_source: nothing,
      status: NO_STATUS,
      latest_note: null,
      created_at: null,
      created_is_day: false,
      updated_at: null,
      updated_is_day: false,
    },
  });
});

test.each([
  [null, "row is not an object"],
  [[{ id: ID }], "row is not an object"],
  ["a lead", "row is not an object"],
  [{}, "id is missing"],
  [{ id: null }, "id is missing"],
  [{ id: 12, email: "ida@example.com" }, "id is not a UUID"],
  [{ id: "12" }, "id is not a UUID"],
])("%j can't be read", (row, why) => {
  expect(readLead(row)).toEqual({ ok: false, id: null, why });
});

test("a day is a day, and midnight in a zone is a moment", () => {
  const at = Date.UTC(2026, 5, 1);
  const day = { next_touch_point_date: "2026-06-01", created_at: "2026-06-01 00:00:00" };
  expect(lead(day)).toMatchObject({
    next_touch_point_at: at,
    next_touch_point_is_day: true,
    created_at: at,
    created_is_day: true,
    updated_is_day: false,
  });
  expect(lead({ next_touch_point_date: "2026-06-01T00:00:00Z" })).toMatchObject({
    next_touch_point_at: at,
    next_touch_point_is_day: false,
  });
});

test("unknown words stay as they came", () => {
  const odd = { source: "CARRIER_PIGEON", next_touch_point_type: "SEANCE", last_name: " Poe " };
  expect(lead(odd)).toMatchObject(odd);
});

test.each([
  [" Sam@Example.com ", "Sam@Example.com"],
  [{ id: 1, email: "sam@example.com" }, "sam@example.com"],
  [{ name: "Sam" }, null],
  ["  ", null],
  [7, null],
  [["sam@example.com"], null],
])("an owner %j is %j", (assigned_setter, setter) => {
  expect(lead({ assigned_setter }).setter).toBe(setter);
});

test.each([
  ["Webinar", { id: null, name: "Webinar" }],
  [
    { id: "a", name: null },
    { id: "a", name: null },
  ],
  [{ name: 5 }, { id: null, name: "5" }],
  [[], { id: null, name: null }],
  [3, { id: null, name: null }],
])("a first source %j is %j", (first_source, source) => {
  expect(lead({ first_source }).first_source).toEqual(source);
});

describe("the latest note", () => {
  const note = (latest_note: unknown, rest = {}) => lead({ latest_note, ...rest }).latest_note;
  const unsigned = {
    id: "N1",
    note: "x".repeat(10_000),
    appointment_id: null,
    created_at: "2026-05-26T08:17:38.409Z",
  };
  const whole = { ...unsigned, created_by: null };

  test("is kept at any length and with any author", () => {
    for (const created_by of [null, "sam@example.com", "", { id: 1, deep: { name: ["Sam"] } }])
      expect(note({ ...whole, created_by, more: 1 })).toEqual({ ...whole, created_by });
    expect(note({ ...whole, created_by: 7 })).toEqual({ ...whole, created_by: "7" });
    expect(note({ ...whole, created_by: ["Sam"] })).toEqual({ ...whole, created_by: null });
  });

  test("has no author where none is named", () => {
    expect(note(unsigned)).toStrictEqual(unsigned);
  });

  test.each([
    ["2026-05-26", "2026-05-26"],
    ["2026-05-26T00:00", "2026-05-26"],
    // Who shows it would take it for the time of wherever it is shown.
    ["2026-05-26 10:17:38", "2026-05-26T10:17:38.000Z"],
    ["2026-05-26T10:17:38+02:00", "2026-05-26T10:17:38+02:00"],
    ["soon", "soon"],
  ])("made at %j was made at %j", (created_at, made) => {
    expect(note({ ...whole, created_at })?.created_at).toBe(made);
  });

  test("takes id and time from the lead when it lacks them", () => {
    const bare = { id: ID, note: "", appointment_id: null };
    const created_at = "2026-05-20T00:00:00.000Z";
    expect(note({}, { created_at: "2026-05-20" })).toEqual({ ...bare, created_at: "2026-05-20" });
    expect(note({}, { created_at, updated_at: UPDATED })).toEqual({ ...bare, created_at: UPDATED });
    expect(note({ note: [] }, { created_at })).toEqual({ ...bare, created_at });
    expect(note({})).toEqual({ ...bare, created_at: "1970-01-01T00:00:00.000Z" });
    expect(note({ created_at: 0 })).toEqual({ ...bare, created_at: "1970-01-01T00:00:00.000Z" });
  });

  test.each([null, "Called", ["Called"], 4])("%j is none", (value) => {
    expect(note(value)).toBe(null);
  });
});

describe("details", () => {
  const none = { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 0 };

  test.each([undefined, null, 7, [], {}, { billing_details: [], counts: null }])(
    "%j has none",
    (row) => {
      const nothing = { billing_details: null, ai_source_summary: null, ...none };
      expect(readLeadDetails(row)).toEqual(nothing);
    },
  );

  test("billing keeps unknown fields and makes text of the known ones", () => {
    const billing = { zipcode: 1010, country: ["AT"], vat_number: "", id: 5, extra: { a: [null] } };
    expect(readLeadDetails({ billing_details: billing }).billing_details).toStrictEqual({
      ...billing,
      zipcode: "1010",
      country: null,
    });
  });

  test("counts are whole numbers of at least 0", () => {
    const counts = { notes: "3", appointments: -1, contracts: 1.9, payments: "two" };
    expect(readLeadDetails({ counts })).toMatchObject({ ...none, notes: 3, contracts: 1 });
  });
});

test("of rows with the same id the last one counts, in the place of the first", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, n: 1 }));
  const newer = { id: "a", n: 2 };
  expect(distinctById([a, b, newer, c].filter((row) => row !== undefined))).toEqual([newer, b, c]);
});

test.each([
  ["+4903012345678", null, "+493012345678"],
  ["030 12345678", "de", "+493012345678"],
  [493012345678, "DE", "+493012345678"],
  ["+390612345678", "IT", "+390612345678"],
  ["+14155552671", "DE", "+14155552671"],
  ["call me", "DE", "call me"],
  ["030 12345678", null, "030 12345678"],
  ["", null, ""],
  [null, "DE", null],
])("the number %j of %j is %j", (sent, phone_country, phone_e164) => {
  expect(lead({ phone_e164: sent, phone_country })).toMatchObject({ phone_e164, phone_country });
});
