import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FILTER_NAMES,
  type FilterName,
  isOfPeople,
  isOfTimes,
  plainName,
} from "#api/address-values.ts";
import { ALL_LEADS, LEAD_SORTS } from "#api/contract/leads/lead-query.ts";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { isBlank, legibleLine } from "#api/contract/text/visible-text.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { addressOf, leadPaths } from "./view.ts";

const line = fc.string({ unit: "grapheme" }).filter((text) => !isBlank(text));

const day = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const end = fc.oneof(
  day.map((iso) => iso.slice(0, 10)),
  day,
  fc.integer({ min: -9999, max: 9999 }).map((days) => {
    if (days === 0) return "today";
    return days < 0 ? `today${days}` : `today+${days}`;
  }),
);
const range = fc.oneof(
  fc.constant("this_week"),
  fc.tuple(end, end).map((ends) => ends.join("..")),
  end.map((from) => `${from}..`),
  end.map((to) => `..${to}`),
);

/** Values that a filter can have, in the one way to write them. */
function valueOf(name: FilterName): fc.Arbitrary<string> {
  if (isOfPeople(name))
    return fc.constantFrom("me", "unassigned", "a+b@example.com", "ä@b.example");
  if (isOfTimes(name))
    return name.endsWith("point") ? fc.oneof(range, fc.constantFrom("overdue", "none")) : range;
  const plain = plainName(name);
  if (plain === "status") return fc.uuid();
  if (plain === "country") return fc.constantFrom("DE", "NG", "none");
  if (["phone", "open", "repeat"].includes(plain)) return fc.constantFrom("yes", "no");
  if (plain === "source") return fc.constantFrom(...SOURCES, "Google (paid)", "a,b");
  return line;
}

const filter = fc.record(
  Object.fromEntries(
    FILTER_NAMES.map((name) => [
      name,
      fc.uniqueArray(valueOf(name), { minLength: 1, maxLength: 4 }),
    ]),
  ),
  { requiredKeys: [] },
);
const sort = fc.uniqueArray(
  fc.record({ column: fc.constantFrom(...LEAD_SORTS), desc: fc.boolean() }),
  { selector: ({ column }) => column },
);
const search = fc.oneof(
  fc.constant(""),
  line
    .map((text) => legibleLine(text).slice(0, 200))
    .filter((text) => !isBlank(text) && text === legibleLine(text)),
);
const view = fc.record({
  query: fc.record({ filter, search, sort }),
  view: fc.constantFrom(undefined, "my-open", "896e4c72-e390-4baf-906f-395992266222"),
  lead: fc.option(fc.uuid(), { nil: undefined }),
  tab: fc.constantFrom(undefined, "summary" as const, "opt-ins" as const),
});

test("a view written into an address is the same view read from it", () => {
  fc.assert(
    fc.property(view, (seen) => {
      const [path, query = ""] = addressOf(seen).split("?");
      expect([path, readLeadAddress(query)]).toEqual(["/leads", { ...seen, leftOut: [] }]);
    }),
  );
});

test("so does what an address says in other ways, once it was read", () => {
  const name = fc.constantFrom(...FILTER_NAMES, "search", "sort", "view", "triage", "x");
  const pairs = fc.array(
    fc.tuple(name, fc.oneof(line, range, fc.constantFrom("-name", "created", "ME"))),
  );
  fc.assert(
    fc.property(pairs, (given) => {
      const read = readLeadAddress(new URLSearchParams(given).toString());
      expect(readLeadAddress(addressOf(read).split("?")[1] ?? "")).toEqual(read);
    }),
  );
});

test("what an address says in vain can be written along", () => {
  const query = "source=CALENDLY&status=a%26b&x=1";
  expect(addressOf(readLeadAddress(query))).toBe(`/leads?${query}`);
  expect(addressOf(readLeadAddress("?status=won"))).toBe("/leads?status=won");
});

test("a lead's own address has all that its list's has", () => {
  const query = { ...ALL_LEADS, search: "ana", filter: { created: ["today.."] } };
  expect(leadPaths({ query, view: "all" })("7")).toBe(
    "/leads?view=all&created=today..&search=ana&lead=7",
  );
  expect(leadPaths({ query: ALL_LEADS })("7")).toBe("/leads?lead=7");
});
