import { expect, test } from "vitest";
import { wordsSearchedFor } from "#api/contract/text/search-text.ts";
import { testLead, testStatus } from "./test-lead.ts";
import { foundBesideName, foundElsewhere, foundMarks, noteFound } from "./found-in.ts";

const lead = {
  ...testLead({ id: "1", status: testStatus("Won") }),
  first_name: "Agnès",
  last_name: "Øster",
  email: "ao.west@example.com",
  phone_e164: "+4930123456",
  found_form: "Spring webinar",
};

const found = (search: string) => foundElsewhere(lead, wordsSearchedFor(search));

test("what a search found is named where it is in no column", () => {
  expect(found("")).toBeUndefined();
  expect(found("oster AGN")).toBeUndefined();
  expect(found("agnes west@")).toBe("Email: ao.west@example.com");
  expect(found("030 / 123-456")).toBe("Phone: +4930123456");
  expect(found("٠٣٠١٢٣٤٥٦")).toBe("Phone: +4930123456");
  expect(found("WEBINÁR")).toBe("Form: Spring webinar");
  expect(found("west spring")).toBe("Email: ao.west@example.com · Form: Spring webinar");
  expect(found("nowhere")).toBeUndefined();
});

test("so is what has signs, which are found as they are", () => {
  const listed = {
    ...lead,
    email: "a_o@example.com",
    found_form: "50% off",
    latest_note: { id: "1", note: "C:\\leads", appointment_id: null, created_at: "2026-01-05" },
  };
  const where = (search: string) => foundElsewhere(listed, wordsSearchedFor(search));
  expect(where("_")).toBe("Email: a_o@example.com");
  expect(where("50%")).toBe("Form: 50% off");
  expect(where("c:\\")).toBeUndefined();
  expect(foundMarks("Form: 50% off", wordsSearchedFor("%"))).toEqual([[8, 9]]);
});

test("the name of the place isn't what was found", () => {
  expect(foundMarks("Email: em@example.com", ["em"])).toEqual([[7, 9]]);
  expect(noteFound("Email me", [])).toBe("Email me");
});

test("beside a name stands what the name hasn't", () => {
  const note = "She asked to be called back on Monday";
  const listed = {
    ...lead,
    latest_note: { id: "1", note, appointment_id: null, created_at: "2026-01-05" },
  };
  const beside = (search: string) => foundBesideName(listed, wordsSearchedFor(search));
  expect(beside("oster")).toBeUndefined();
  expect(beside("oster west")).toBe("Email: ao.west@example.com");
  expect(beside("oster monday")).toBe("She asked to be called back on Monday");
  expect(beside("spring")).toBe("Form: Spring webinar");
});
