import { expect, test } from "vitest";
import { LookedPages } from "./looked-pages.ts";

const page = (ids: string, total: number) => ({ rows: ids.split("").map((id) => ({ id })), total });
const came = (ids: string, total: number, at: number) => ({
  data: page(ids, total),
  error: null,
  at,
});
const failure = new Error("no answer");

test("rows are found by their place in the whole list, and their places by them", () => {
  const pages = new LookedPages([3, 4], [came("abc", 11, 1), came("de", 11, 1)], 3);
  expect([5, 6, 8, 9, 10, 11].map((index) => pages.rowAt(index)?.id)).toEqual([
    undefined,
    "a",
    "c",
    "d",
    "e",
    undefined,
  ]);
  expect(["a", "c", "e", "x"].map(pages.indexOf)).toEqual([6, 8, 10, undefined]);
});

test("the total is the latest answer's, whichever page that was for", () => {
  expect(new LookedPages([1, 2], [came("abc", 9, 20), came("def", 8, 10)], 3).total).toBe(9);
  expect(new LookedPages([1, 2], [came("abc", 9, 10), came("def", 8, 20)], 3).total).toBe(8);
  expect(new LookedPages([1], [{ data: undefined, error: null, at: 0 }], 3).total).toBeUndefined();
});

test("a page that can't be had fails its rows, but not those it brought before", () => {
  const pages = new LookedPages(
    [1, 2, 3],
    [
      { data: undefined, error: failure, at: 0 },
      { data: page("def", 9), error: failure, at: 1 },
      { data: undefined, error: null, at: 0 },
    ],
    3,
  );
  expect([0, 2, 3, 6, 9].map(pages.hasFailed)).toEqual([true, true, false, false, false]);
  expect(pages.error).toBe(failure);
});
