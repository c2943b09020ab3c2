import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBytes } from "./json-bytes.ts";

const text = (envelope: object) => new TextDecoder().decode(jsonBytes(envelope));

test("gives what JSON.stringify gives", () => {
  const value = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined));
  const envelope = fc.dictionary(fc.string({ unit: "binary" }), value);
  fc.assert(
    fc.property(envelope, (given) => {
      expect(text(given)).toBe(JSON.stringify(given).toWellFormed());
    }),
  );
});

test("has room for answers of any length, one after another", () => {
  const rows = Array.from({ length: 3000 }, (_, n) => ({ n, name: "Wiśniewska 𝒳 ".repeat(20) }));
  const long = { status: "success", data: rows };
  expect(text(long)).toBe(JSON.stringify(long));
  expect(text({ status: "success", data: [] })).toBe('{"status":"success","data":[]}');
});
