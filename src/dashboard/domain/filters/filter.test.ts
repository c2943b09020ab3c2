import fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_LEADS } from "#api/contract/lead-query.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { addressOf } from "../lead/view.ts";
import { activeValues, asksForMe, withMeNamed, withValues } from "./filter.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";

test("a view written into an address is the same view read from it", () => {
  const owners = fc.uniqueArray(fc.constantFrom("me", "unassigned", "a+b@example.com"), {
    minLength: 1,
  });
  const sources = fc.constantFrom("CALENDLY", "LANDING_PAGE", "Google (paid)", "a,b");
  const filter = fc.record(
    {
      source: fc.uniqueArray(sources, { minLength: 1 }),
      status: fc.uniqueArray(fc.uuid(), { minLength: 1 }),
      setter: owners,
      closer: owners,
      triager: owners,
    },
    { requiredKeys: [] },
  );
  const view = fc.record({
    query: filter.map((one) => ({ ...ALL_LEADS, filter: one })),
    lead: fc.option(fc.uuid(), { nil: undefined }),
    tab: fc.constantFrom(undefined, "summary" as const, "opt-ins" as const),
  });
  fc.assert(
    fc.property(view, (seen) => {
      const [path, query = ""] = addressOf(seen).split("?");
      expect([path, readLeadAddress(query)]).toEqual(["/leads", { ...seen, leftOut: [] }]);
    }),
  );
});

test("what an address says in vain can be written along", () => {
  const query = "source=CALENDLY&status=a%26b&x=1";
  expect(addressOf(readLeadAddress(query))).toBe(`/leads?${query}`);
  expect(addressOf(readLeadAddress("?status=won"))).toBe("/leads?status=won");
});

test("whoever is meant by 'me' can be named, once", () => {
  const filter = { source: ["MANUAL"], setter: ["me", "tom@example.com"], closer: ["unassigned"] };
  expect(asksForMe(filter)).toBe(true);
  const named = withMeNamed(filter, "sara@example.com");
  expect(named).toEqual({ ...filter, setter: ["sara@example.com", "tom@example.com"] });
  expect(asksForMe(named)).toBe(false);
  expect(withMeNamed({ triager: ["TOM@example.com", "me"] }, "tom@example.com")).toEqual({
    triager: ["TOM@example.com"],
  });
});

test("values are set under one name and leave with the last one", () => {
  const filter = withValues({ source: ["MANUAL"] }, "status", [WON]);
  expect(activeValues(filter)).toEqual([
    { name: "source", value: "MANUAL" },
    { name: "status", value: WON },
  ]);
  expect(withValues(filter, "source", [])).toEqual({ status: [WON] });
});
