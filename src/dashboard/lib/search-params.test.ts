import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./search-params.ts";

test("repeated names are lists, single ones text, and nothing is read as JSON", () => {
  expect({ ...parseSearch("?source=CALENDLY&source=MANUAL&lead=123&tab=%7B%7D") }).toEqual({
    source: ["CALENDLY", "MANUAL"],
    lead: "123",
    tab: "{}",
  });
});

test("what isn't given leaves no trace", () => {
  expect(stringifySearch({ source: undefined, status: [], lead: "a b" })).toBe("?lead=a+b");
  expect(stringifySearch({})).toBe("");
});

test("any text survives the way there and back", () => {
  const text = fc.string({ unit: "grapheme" }).map((value) => value.toWellFormed());
  const value = fc.oneof(text, fc.array(text, { minLength: 2 }));
  fc.assert(
    fc.property(fc.dictionary(text, value, { noNullPrototype: false }), (search) => {
      expect({ ...parseSearch(stringifySearch(search)) }).toEqual({ ...search });
    }),
  );
});
