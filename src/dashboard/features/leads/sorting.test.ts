import { expect, test } from "vitest";
import type { LeadSort } from "#api/contract/leads/lead-query.ts";
import { sortingOf, sortOf } from "./sorting.ts";

const NAME: LeadSort = { column: "name", desc: false };
const TOUCH: LeadSort = { column: "next_touch_point", desc: true };

test("an order is the same one in the grid and in the address", () => {
  for (const sort of [
    [NAME],
    [TOUCH],
    [NAME, TOUCH],
    [{ column: "created" as const, desc: false }],
  ])
    expect(sortOf(sortingOf(sort), sort)).toEqual(sort);
});

test("newest first is the order that lists have by themselves", () => {
  expect(sortingOf([])).toEqual([{ id: "created", desc: true }]);
  expect(sortOf([{ id: "created", desc: true }], [NAME])).toEqual([]);
  expect(sortOf([], [NAME])).toEqual([]);
});

test("a column that is added to it takes its place", () => {
  expect(sortOf([...sortingOf([]), { id: "name", desc: false }], [])).toEqual([NAME]);
  const newestFirst = { column: "created" as const, desc: true };
  expect(sortOf([...sortingOf([NAME]), { id: "created", desc: true }], [NAME])).toEqual([
    NAME,
    newestFirst,
  ]);
});
