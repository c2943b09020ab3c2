import fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_LEADS, LEAD_SORTS, type LeadQuery } from "./contract/leads/lead-query.ts";
import { BUILT_IN_VIEWS } from "./built-in-views.ts";
import { readLeadAddress, writeLeadAddress } from "./lead-address.ts";
import {
  isSameList,
  listOf,
  needsViews,
  openedAt,
  queryOfView,
  shortestAddress,
} from "./list-of-view.ts";
import { withEmailAsMe } from "./viewer-words.ts";

const ID = "896e4c72-e390-4baf-906f-395992266222";
const GONE = "6e5f52e5-2b78-4e0b-8f58-226344420a37";
const EMAIL = "mara@example.com";

const query = (text: string): LeadQuery => readLeadAddress(text).query;
const written = (list: LeadQuery): string => writeLeadAddress({ query: list });

test("every built-in view can be read, and none says what is not known", () => {
  for (const view of BUILT_IN_VIEWS) {
    const { leftOut, query: own } = readLeadAddress(view.query);
    expect(leftOut).toEqual([]);
    expect(written(own)).toBe(new URLSearchParams(view.query).toString());
    expect(queryOfView(view.id, [])).toEqual(own);
  }
});

const anyQuery = fc
  .record({
    source: fc.constantFrom("", "source=MANUAL&", "source=MANUAL&source=OTHER&"),
    owner: fc.constantFrom("", "owner=me&open=yes&", `setter=${EMAIL}&`, "not_closer=unassigned&"),
    created: fc.constantFrom("", "created=today..today&", "updated=..today-14&"),
    search: fc.constantFrom("", "search=ann&"),
    sort: fc.constantFrom("", "sort=-created", ...LEAD_SORTS.map((column) => `sort=${column}`)),
  })
  .map(({ source, owner, created, search, sort }) =>
    query(source + owner + created + search + sort),
  );

test("whatever list one makes of a view, its address is read as that list under that view", () => {
  const ids = fc.constantFrom(undefined, ID, ...BUILT_IN_VIEWS.map(({ id }) => id));
  const home = fc.constantFrom(null, "stuck", ID);
  fc.assert(
    fc.property(anyQuery, anyQuery, ids, home, (own, list, view, chosen) => {
      const saved = [{ id: ID, query: written(own) }];
      const said = shortestAddress({ query: list, view }, saved, chosen);
      const text = new URLSearchParams(said.view ? { view: said.view } : {});
      const address = openedAt(readLeadAddress(`${text}&${written(said.query)}`), chosen);
      expect(isSameList(listOf(address, saved), list)).toBe(true);
      if (view !== undefined) expect(address.view).toBe(view);
    }),
  );
});

test("a view's own list is said by the view alone, in whatever order its values stand", () => {
  const saved = [{ id: ID, query: "source=MANUAL&source=OTHER&setter=me" }];
  const list = query("setter=me&source=OTHER&source=MANUAL");
  expect(shortestAddress({ query: list, view: ID }, saved, null).query).toEqual(ALL_LEADS);
  expect(shortestAddress({ query: list, view: GONE }, saved, null).query).toEqual(list);
});

test("me is whoever looks, and saved as such", () => {
  const [mine, named] = [query("setter=me"), query(`setter=${EMAIL.toUpperCase()}`)];
  expect(isSameList(mine, named)).toBe(false);
  expect(isSameList(mine, query(`setter=${EMAIL}`), EMAIL)).toBe(true);
  expect(withEmailAsMe(named, EMAIL)).toEqual(mine);
  expect(withEmailAsMe(query(`setter=me&setter=${EMAIL}`), EMAIL)).toEqual(mine);
  const others = query("setter=ben@example.com");
  expect(withEmailAsMe(others, EMAIL)).toBe(others);
});

test("an address that says nothing opens the view that was chosen, one with a lead doesn't", () => {
  const opened = (text: string) => openedAt(readLeadAddress(text), "stuck").view;
  expect(opened("")).toBe("stuck");
  expect(opened("view=all")).toBe("all");
  for (const text of [`lead=${ID}`, "source=MANUAL", "status=no", "sort=-created", "search=a"]) {
    expect(opened(text)).toBeUndefined();
  }
});

test("what an address means is known without the saved views unless it names one or nothing", () => {
  const needs = (text: string) => needsViews(readLeadAddress(text));
  expect(["", `view=${ID}`, `view=${ID}&source=MANUAL`].map(needs)).toEqual([true, true, true]);
  expect(["view=stuck", "source=MANUAL", `lead=${ID}`].map(needs)).toEqual([false, false, false]);
});
