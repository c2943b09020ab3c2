import { expect, test } from "vitest";
import { readOptIn, readOptInDetails } from "./read-opt-in.ts";

const ID = "abdde996-c84b-4673-8204-a7e0f3cab618";
const LEAD = "896e4c72-e390-4baf-906f-395992266222";

test("an opt-in with nothing but its ids is an opt-in", () => {
  expect(readOptIn({ id: ID.toUpperCase(), lead_id: LEAD.toUpperCase() })).toEqual({
    ok: true,
    value: {
      id: ID,
      lead_id: LEAD,
      source: "UNKNOWN",
      provider_form_id: null,
      provider_form_name: null,
      external_reference: null,
      created_at: null,
      created_is_day: false,
    },
  });
});

test.each([
  [undefined, null, "row is not an object"],
  [{ lead_id: LEAD }, null, "id is missing"],
  [{ id: "x", lead_id: LEAD }, null, "id is not a UUID"],
  [{ id: ID.toUpperCase() }, ID, "lead_id is missing"],
  [{ id: ID, lead_id: 5 }, ID, "lead_id is not a UUID"],
])("%j can't be read", (row, id, why) => {
  expect(readOptIn(row)).toEqual({ ok: false, id, why });
});

const answers = (question_answers: unknown) =>
  readOptInDetails({ id: ID, question_answers }).answers;

test.each([undefined, null, "none", {}])("%j are no answers", (value) => {
  expect(answers(value)).toEqual([]);
});

test("answers lack nothing, and what is no answer is left out", () => {
  expect(
    answers([{ answer: 7 }, null, "yes", { id: "a", question: "Why?", position: "9" }]),
  ).toEqual([
    { id: `${ID}-0`, question: "", answer: "7", position: 0 },
    { id: "a", question: "Why?", answer: null, position: 9 },
  ]);
});

test("answers become text, whatever they were", () => {
  const sent = [5000, true, ["Red", "Blue"], { label: "Red" }, [], {}, "", "\u200b"];
  expect(
    answers(sent.map((answer) => ({ question: "Q", answer }))).map(({ answer }) => answer),
  ).toEqual(["5000", "true", "Red, Blue", "label: Red", null, null, "", "\u200b"]);
});

test("answers have ids of their own, whatever they came with", () => {
  const ids = (...given: unknown[]) => answers(given.map((id) => ({ id }))).map(({ id }) => id);
  expect(ids("a", "a", "")).toEqual(["a", `${ID}-1`, `${ID}-2`]);
  expect(ids(`${ID}-1`, null)).toEqual([`${ID}-1`, `${ID}-1-1`]);
});

test("attribution has its seven fields", () => {
  const none = {
    utm_source: null,
    utm_medium: null,
    utm_campaign: null,
    utm_content: null,
    utm_term: null,
    referrer: null,
    landing_page: null,
  };
  for (const traffic_attribution of [undefined, null, [], "google", { gclid: "x", referrer: {} }])
    expect(readOptInDetails({ traffic_attribution }).attribution).toEqual(none);
  const sent = { ...none, utm_content: "user_2abc", utm_term: 5 };
  expect(readOptInDetails({ traffic_attribution: sent }).attribution).toEqual({
    ...sent,
    utm_term: "5",
  });
  expect(readOptInDetails(null)).toEqual({ answers: [], attribution: none });
});
