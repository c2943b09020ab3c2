import fc from "fast-check";
import { expect, test } from "vitest";
import { ColumnPlaces, placeStyle, type SizedColumn } from "./column-places.ts";

const rem = 16;

const columns = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      width: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 })),
      size: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      pinned: fc.constantFrom("start" as const, "end" as const, undefined),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  )
  // As TanStack Table orders them.
  .map((some) =>
    ["start", undefined, "end"].flatMap((edge) => some.filter((c) => c.pinned === edge)),
  );

/** What the browser makes of a length, in a row this wide. */
function inPixels(length: string | undefined, rowWidth: number): number {
  const [least = 0, all = 0, part = 0] = [...(length?.matchAll(/[\d.e-]+(?=rem|\)$)/g) ?? [])].map(
    Number,
  );
  if (length?.endsWith("px")) return Number.parseFloat(length);
  return least * rem + (rowWidth - all * rem) * part;
}

/** Where a column's cells are in a row this wide. */
function boxOf(column: SizedColumn, variables: Record<string, string>, rowWidth: number) {
  const pixels = (use: string | undefined) =>
    inPixels(variables[use?.slice("var(".length, -1) ?? ""], rowWidth);
  const { left, right, width } = placeStyle(column);
  const size = pixels(width);
  return { left: left ? pixels(left) : rowWidth - pixels(right) - size, size };
}

test("columns stand side by side, in their order and without a gap, from edge to edge", () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 0, max: 1_000 }), fc.boolean(), (some, more, sticks) => {
      const places = new ColumnPlaces(some);
      const hasShare = some.some(({ width, size }) => size === undefined && width[1] > 0);
      const width = places.leastWidth * rem + (hasShare ? more : 0);
      const variables = places.variables(sticks ? { width, rem } : undefined);
      let edge = 0;
      for (const column of some) {
        const { left, size } = boxOf(column, variables, width);
        expect(left).toBeCloseTo(edge, 5);
        expect(size).toBeGreaterThanOrEqual((column.size ?? column.width[0]) * rem - 1e-6);
        edge = left + size;
      }
      expect(edge).toBeCloseTo(width, 5);
    }),
  );
});

test("a column that was given a size has it, however wide the row is", () => {
  const wide = { id: "wide", width: [10, 3], size: 25 } as const;
  const places = new ColumnPlaces([wide, { id: "rest", width: [5, 1] }]);
  expect(places.leastWidth).toBe(30);
  for (const width of [480, 2_000]) {
    expect(boxOf(wide, places.variables(undefined), width)).toEqual({ left: 0, size: 25 * rem });
  }
});

test("pinned columns take as much of the edges as they are wide together", () => {
  const places = new ColumnPlaces([
    { id: "a", width: [5, 0], pinned: "start" },
    { id: "b", width: [6, 1], pinned: "start" },
    { id: "c", width: [7, 1] },
    { id: "d", width: [8, 0], pinned: "end" },
  ]);
  expect(places.leastPinned).toBe(19);
  const row = { width: 26 * rem + 100, rem };
  expect(places.pinnedWidth("start", row)).toBe(11 * rem + 50);
  expect(places.pinnedWidth("end", row)).toBe(8 * rem);
});

test("columns grow to their fit first; those with a share take the rest", () => {
  const growing: readonly SizedColumn[] = [
    { id: "name", width: [10, 0], fit: 14 },
    { id: "note", width: [5, 1] },
    { id: "owner", width: [6, 0], fit: 7 },
  ];
  const widthsIn = (width: number) =>
    growing.map(({ id }) => {
      const alone = growing.map((one) => ({
        ...one,
        pinned: one.id === id ? ("start" as const) : undefined,
      }));
      return new ColumnPlaces(alone).pinnedWidth("start", { width: width * rem, rem }) / rem;
    });
  expect(new ColumnPlaces(growing).leastWidth).toBe(21);
  expect(widthsIn(21)).toEqual([10, 5, 6]);
  // Half of what both want.
  expect(widthsIn(23.5)).toEqual([12, 5, 6.5]);
  expect(widthsIn(26)).toEqual([14, 5, 7]);
  expect(widthsIn(90)).toEqual([14, 69, 7]);
});
