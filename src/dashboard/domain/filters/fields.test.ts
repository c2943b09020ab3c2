import { expect, test } from "vitest";
import { FILTER_NAMES, isOfTimes, plainName, readFilterValue } from "#api/address-values.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { FIELD_NAMES, FILTER_FIELDS, FURTHER_FIELDS } from "./fields.ts";

test("every filter of the contract is offered once, the five first", () => {
  expect(FIELD_NAMES.slice(0, 5)).toEqual(LEAD_FILTERS);
  expect(FIELD_NAMES.toSorted()).toEqual([...new Set(FILTER_NAMES.map(plainName))].toSorted());
  expect(FURTHER_FIELDS).toHaveLength(FIELD_NAMES.length - 5);
  const labels = FIELD_NAMES.map((name) => FILTER_FIELDS[name].label);
  expect(new Set(labels).size).toBe(labels.length);
});

test("the values that are offered can be said in an address as they are, and read as words", () => {
  const words = { team: [], statuses: [], mine: null, person: PERSON, column_layouts: {} };
  for (const name of FIELD_NAMES) {
    const { values, words: wordsOf } = FILTER_FIELDS[name];
    for (const value of typeof values === "string" ? [] : values) {
      expect(readFilterValue(name, value)).toBe(value);
      expect(wordsOf(value, words)).toMatch(isOfTimes(name) ? /^[A-Z\d][^.]+$/ : /^(Yes|No)$/);
    }
  }
});

const PERSON = { id: "1", name: "Sara", email: "sara@example.com", role: "viewer" } as const;
