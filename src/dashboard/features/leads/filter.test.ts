import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSearch, stringifySearch } from "#dashboard/lib/search-params.ts";
import { activeValues, LeadsSearch, matchesFilter, withValues } from "./filter.ts";
import { filterIn, filterOf } from "./filter-values.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";

/** What the router reads; the first rows are asked for before it is there, and must be the same. */
function read(query: string) {
  const search = LeadsSearch.parse(parseSearch(query));
  expect(filterIn(query)).toEqual(filterOf(search));
  return search;
}

describe("the address", () => {
  test("names filters as the API does, with several values each", () => {
    const search = read(`?source=CALENDLY&source=MANUAL&status=${WON}&setter=me&closer=unassigned`);
    expect(filterOf(search)).toEqual({
      source: ["CALENDLY", "MANUAL"],
      status: [WON],
      setter: ["me"],
      closer: ["unassigned"],
    });
  });

  test("what makes no sense counts as not given", () => {
    const search = read(
      `?source=&source=%00&status=won&setter=nobody&closer=a%20b@c&lead=7&tab=secrets&page=2`,
    );
    expect(filterOf(search)).toEqual({});
    expect(search.lead).toBeUndefined();
    expect(search.tab).toBeUndefined();
  });

  test("of several values those that make sense stay, each once", () => {
    expect(filterOf(read(`?status=won&status=${WON}&status=${WON}`))).toEqual({ status: [WON] });
  });

  test("whatever it says, it is read without an error", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        expect(() => read(query)).not.toThrow();
      }),
    );
  });

  test("a view written into it is the same view read from it", () => {
    const owners = fc.uniqueArray(fc.constantFrom("me", "unassigned", "a+b@example.com"), {
      minLength: 1,
    });
    const view = fc.record(
      {
        source: fc.uniqueArray(fc.constantFrom("CALENDLY", "LANDING_PAGE"), { minLength: 1 }),
        status: fc.uniqueArray(fc.uuid(), { minLength: 1 }),
        setter: owners,
        closer: owners,
        triager: owners,
        lead: fc.uuid(),
        tab: fc.constantFrom("summary" as const, "opt-ins" as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(view, (search) => {
        expect(read(stringifySearch(search))).toEqual(LeadsSearch.parse(search));
      }),
    );
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

describe("whether a lead still matches", () => {
  const lead = {
    source: "MANUAL",
    status: { id: WON },
    assigned_setter: "Sara@example.com",
    assigned_closer: null,
    assigned_triager: "tom@example.com",
  };
  const matches = (filter: Parameters<typeof matchesFilter>[1]) =>
    matchesFilter(lead, filter, "sara@example.com");

  test("every named filter must have one of its values", () => {
    expect(matches({})).toBe(true);
    expect(matches({ source: ["CALENDLY", "MANUAL"], status: [WON.toUpperCase()] })).toBe(true);
    expect(matches({ source: ["MANUAL"], status: ["another"] })).toBe(false);
  });

  test("owners are found by e-mail in any case, as me, or by being absent", () => {
    expect(matches({ setter: ["me"] })).toBe(true);
    expect(matches({ setter: ["SARA@EXAMPLE.COM"] })).toBe(true);
    expect(matches({ closer: ["unassigned"] })).toBe(true);
    expect(matches({ triager: ["me", "unassigned"] })).toBe(false);
  });
});
