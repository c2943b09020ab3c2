import fc from "fast-check";
import { expect, test } from "vitest";
import { pagesOf, slottedRows, windowAt } from "./row-window.ts";

const windows = fc
  .record({
    rowCount: fc.integer({ min: 1, max: 100_000 }),
    topRow: fc.integer({ min: 0, max: 100_000 }),
    size: fc.integer({ min: 1, max: 60 }),
    kept: fc.integer({ min: -1, max: 100_000 }),
  })
  .map(({ rowCount, topRow, size, kept }) => ({
    window: windowAt(topRow % rowCount, size, { above: 3, below: 9 }, rowCount),
    kept: Math.min(kept, rowCount - 1),
  }));

test("every row of the window has one element, and so has the row with the focus", () => {
  fc.assert(
    fc.property(windows, ({ window, kept }) => {
      const rows = slottedRows(window, kept);
      const wanted = new Set(Array.from({ length: window.count }, (_, at) => window.first + at));
      if (kept >= 0) wanted.add(kept);
      expect(new Set(rows.map(({ row }) => row))).toEqual(wanted);
      expect(new Set(rows.map(({ slot }) => slot)).size).toBe(rows.length);
    }),
  );
});

test("a row keeps its element while it stays in the window or has the focus", () => {
  const slotOf = (first: number, row: number, kept: number) =>
    slottedRows({ first, count: 40 }, kept).find((one) => one.row === row)?.slot;
  expect(slotOf(100, 120, -1)).toBe(slotOf(101, 120, -1));
  expect(slotOf(100, 120, 120)).toBe(slotOf(5_000, 120, 120));
  expect(slotOf(5_000, 5_020, 120)).toBe(slotOf(5_001, 5_020, 120));
});

test("the window stays inside the list", () => {
  const windowFrom = (topRow: number, rowCount: number) =>
    windowAt(topRow, 24, { above: 4, below: 12 }, rowCount);
  expect(windowFrom(0, 2_400)).toEqual({ first: 0, count: 40 });
  expect(windowFrom(100, 2_400)).toEqual({ first: 96, count: 40 });
  expect(windowFrom(2_390, 2_400)).toEqual({ first: 2_360, count: 40 });
  expect(windowFrom(0, 3)).toEqual({ first: 0, count: 3 });
  expect(windowFrom(0, 0)).toEqual({ first: 0, count: 0 });
});

test("pages are counted from 1", () => {
  expect(pagesOf(0, 39, 100)).toEqual([1]);
  expect(pagesOf(90, 130, 100)).toEqual([1, 2]);
  expect(pagesOf(0, -1, 100)).toEqual([1]);
});
