import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LeadFilter } from "./contract/leads/lead-query.ts";
import { emailInQuery } from "./address-values.ts";
import { readLeadAddress, readOpenLead } from "./lead-address.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";
const LEAD = "896e4c72-e390-4baf-906f-395992266222";

const filterIn = (query: string) => readLeadAddress(query).query.filter;
const newestFirst = (filter: LeadFilter) => ({ filter, search: "", sort: [] });
const leftOutOf = (query: string) =>
  readLeadAddress(query).leftOut.map(([name, value]) => `${name}=${value}`);

test("filters are named as the API names them, with several values each", () => {
  expect(
    readLeadAddress(
      `?closer=unassigned&source=CALENDLY&source=MANUAL&setter=me&status=${WON}&lead=${LEAD}&tab=opt-ins`,
    ),
  ).toEqual({
    query: newestFirst({
      source: ["CALENDLY", "MANUAL"],
      status: [WON],
      setter: ["me"],
      closer: ["unassigned"],
    }),
    lead: LEAD,
    tab: "opt-ins",
    leftOut: [],
  });
});

describe("what can only mean one thing is read as that", () => {
  const ANA = "ana+west@example.com";

  test.each([
    "ana+west@example.com",
    "ana%20west@example.com",
    "ana%2Bwest%40example.com",
    "ana%252Bwest%2540example.com",
    "+ana+west@example.com+",
    "ana+west@example.com.",
    "ana+west@example.com),",
    "%3Cana+west@example.com%3E",
    "%22ana+west@example.com%22",
    "mailto:ana+west@example.com",
    "%E2%80%8Bana+west@example.com%EF%BB%BF",
  ])("the address in setter=%s", (text) => {
    for (const name of ["setter", "closer", "triager"]) {
      const read = readLeadAddress(`?${name}=${text}`);
      expect([read.query.filter, read.leftOut]).toEqual([{ [name]: [ANA] }, []]);
    }
  });

  test("every blank before the @ is a plus, none behind it", () => {
    expect(filterIn("?setter=ana+west+2@example.com")).toEqual({
      setter: ["ana+west+2@example.com"],
    });
    expect(leftOutOf("?setter=ana@exam+ple.com")).toEqual(["setter=ana@exam ple.com"]);
    expect(emailInQuery(" ana west@example.com ")).toBe(ANA);
    expect(emailInQuery("no one ")).toBe("no one");
  });

  test.each([
    `STATUS=${WON}`,
    `Status=${WON.toUpperCase()}`,
    `status[]=${WON}`,
    `status%5B0%5D=${WON}`,
    `amp;status=${WON}`,
    `status=${WON}.`,
    `status=%7B${WON}%7D`,
    `status=${WON}&status=${WON.toUpperCase()}`,
  ])("the status in %s", (query) => {
    const read = readLeadAddress(`?${query}`);
    expect([read.query.filter, read.leftOut]).toEqual([{ status: [WON] }, []]);
  });

  test("what stands for an owner in any case, and the documented name of one", () => {
    expect(filterIn("?setter=ME&closer=Unassigned&triage=unassigned")).toEqual({
      setter: ["me"],
      closer: ["unassigned"],
      triager: ["unassigned"],
    });
  });

  test("a link with the sentence's end behind it", () => {
    expect(filterIn("?source=CALENDLY).")).toEqual({ source: ["CALENDLY"] });
    expect(readLeadAddress(`?lead=${LEAD.toUpperCase()},`).lead).toBe(LEAD);
    expect(readLeadAddress(`?lead=${LEAD}&tab=Billing.`).tab).toBe("billing");
  });
});

test("an opt-in is one of the open lead's, on every page", () => {
  const both = `?opt-in=${WON.toUpperCase()}&lead=${LEAD}&opt-in=x`;
  const read = { lead: LEAD, tab: "opt-ins", optIn: WON, leftOut: [["opt-in", "x"]] };
  expect(readLeadAddress(both)).toEqual({ query: newestFirst({}), ...read });
  expect(readOpenLead(both)).toEqual(read);
  expect(readOpenLead(`${both}&tab=billing`).tab).toBe("billing");
  for (const lead of ["", "&lead=7"]) {
    expect(readOpenLead(`?opt-in=${WON}${lead}`)).toMatchObject({
      lead: undefined,
      optIn: undefined,
    });
    expect(leftOutOf(`?opt-in=${WON}${lead}`)).toContain(`opt-in=${WON}`);
  }
});

test("a page without filters has none in its address", () => {
  expect(readOpenLead(`?source=CALENDLY&lead=${LEAD}&tab=summary&utm_source=x`)).toEqual({
    lead: LEAD,
    tab: "summary",
    optIn: undefined,
    leftOut: [["source", "CALENDLY"]],
  });
});

describe("the list in the address", () => {
  const queryIn = (query: string) => readLeadAddress(query).query;

  test("is searched, sorted, and filtered by all that the API has, and by its opposites", () => {
    expect(
      readLeadAddress(
        "?sort=-name&search=ana+west&not_triage=me&country=de&phone=YES&form=A.&campaign=none&sort=created&not_source=MANUAL&view=my-open",
      ),
    ).toEqual({
      query: {
        filter: {
          country: ["DE"],
          phone: ["yes"],
          form: ["A."],
          campaign: ["none"],
          not_source: ["MANUAL"],
          not_triager: ["me"],
        },
        search: "ana west",
        sort: [
          { column: "name", desc: true },
          { column: "created", desc: false },
        ],
      },
      view: "my-open",
      leftOut: [],
    });
  });

  test.each([
    ["2026-01-01..2026-01-31", "2026-01-01..2026-01-31"],
    ["2026-01-01", "2026-01-01..2026-01-01"],
    ["2026-01-01...", "2026-01-01.."],
    ["..2026-01-31.", "..2026-01-31"],
    ["today", "today..today"],
    ["Today-014..", "today-14.."],
    ["today-0..TODAY+7)", "today..today+7"],
    ["today..today+7", "today..today+7"],
    ["this_week", "this_week"],
    ["This_Week.", "this_week"],
    ["2026-01-01t09:00z..", "2026-01-01T09:00Z.."],
    ["2026-01-01T09:00+02:00..today", "2026-01-01T09:00+02:00..today"],
  ])("the days in created=%s", (given, read) => {
    for (const name of ["created", "not_updated", "next_touch_point"]) {
      const address = readLeadAddress(`?${name}=${given}`);
      expect([address.query.filter, address.leftOut]).toEqual([{ [name]: [read] }, []]);
    }
  });

  test("what a touch point can be besides", () => {
    expect(filterIn("?next_touch_point=Overdue&not_next_touch_point=none.")).toEqual({
      next_touch_point: ["overdue"],
      not_next_touch_point: ["none"],
    });
  });

  test("is searched for any text, which is one line", () => {
    expect(queryIn(`?search=${encodeURIComponent("  100% _a\\b\n“c” ")}`).search).toBe(
      "100% _a\\b “c”",
    );
    expect(readLeadAddress("?search=+&search=ana&search=ana+&search=ben")).toMatchObject({
      query: { search: "ana" },
      leftOut: [["search", "ben"]],
    });
  });
});

describe("what can't be taken is said, and the rest applies", () => {
  test.each([
    "source=LANDING_PAGE,CALENDLY",
    "source=LANDING_PAGE, CALENDLY",
    "status=abc",
    "status=won",
    `status=${WON},${LEAD}`,
    "setter=nobody",
    "closer=ana@example.com,ben@example.com",
    "triager=a b@c d",
    "lead=7",
    "tab=secrets",
    "sort=foo",
    "sort=name,-created",
    `search=${"x".repeat(201)}`,
    "view=a b",
    "country=Germany",
    "phone=maybe",
    "created=..",
    "created=2026-02-30..",
    "created=overdue",
    "created=2026-01-01..2026-01-31..",
    "updated=2026-01-01T09:00Z",
    "updated=today-99999..",
    "not_next_touch_point=yesterday",
    "not_lead=7",
    "page=2",
    "limit=-1",
    "constructor=1",
  ])("%s", (pair) => {
    const [name = "", value = ""] = pair.split("=");
    const query = new URLSearchParams([
      [name, value],
      ["source", "WEBINAR"],
    ]).toString();
    expect(readLeadAddress(query)).toEqual({
      query: newestFirst({ source: ["WEBINAR"] }),
      lead: undefined,
      tab: undefined,
      leftOut: [[name, value]],
    });
  });

  test("of several values those that make sense stay", () => {
    expect(filterIn(`?status=won&status=${WON}`)).toEqual({ status: [WON] });
    expect(leftOutOf(`?status=won&status=${WON}&status=lost&status=won`)).toEqual([
      "status=won",
      "status=lost",
    ]);
  });

  test("a column that the list is sorted by already says nothing more", () => {
    expect(readLeadAddress("?sort=name&sort=-name&sort=-updated")).toMatchObject({
      query: { sort: [{ column: "name" }, { column: "updated" }] },
      leftOut: [["sort", "-name"]],
    });
  });

  test("of several leads the first is open", () => {
    expect(readLeadAddress(`?lead=${LEAD}&lead=${WON}&lead=${LEAD}`)).toMatchObject({
      lead: LEAD,
      leftOut: [["lead", WON]],
    });
  });

  test("a source that nobody here knows may be one of Hermon's", () => {
    const sources = ["FACEBOOK_ADS", "Google (paid)", "Ärzte & Co", "a,b"];
    const query = new URLSearchParams(sources.map((source) => ["source", source]));
    expect(readLeadAddress(query.toString())).toMatchObject({
      query: newestFirst({ source: sources }),
      leftOut: [],
    });
  });

  test("nothing is said of what mailers append, nor of filters without a value", () => {
    const query =
      "?utm_source=news&UTM_Campaign=x&fbclid=1&gclid=2&msclkid=3&mc_cid=4&mc_eid=5&_hsenc=6&_ga=7&igsh=8&source=&source=%00&setter=+&status=%E2%80%8B&lead=";
    expect(readLeadAddress(query)).toEqual({
      query: newestFirst({}),
      lead: undefined,
      tab: undefined,
      leftOut: [],
    });
  });
});

test("whatever an address says, it is read without an error", () => {
  const names = fc.constantFrom(
    "source",
    "status",
    "setter",
    "lead",
    "opt-in",
    "tab",
    "search",
    "sort",
    "created",
    "not_country",
    "view",
    "__proto__",
    "x",
  );
  const pairs = fc.array(fc.tuple(names, fc.oneof(fc.string(), fc.constant("%E0%A4%A"))));
  fc.assert(
    fc.property(fc.oneof(fc.webQueryParameters(), pairs), (given) => {
      const query = typeof given === "string" ? given : new URLSearchParams(given).toString();
      expect(() => readLeadAddress(query)).not.toThrow();
    }),
  );
});
