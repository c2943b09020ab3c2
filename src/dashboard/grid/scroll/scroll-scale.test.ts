import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MAX_HEIGHT,
  physicalHeight,
  placeOf,
  placeShowing,
  rowTop,
  scrolled,
  TOP,
} from "./scroll-scale.ts";

const short = { rowCount: 2_400, rowHeight: 36, viewport: 800 };
const long = { rowCount: 1_000_000, rowHeight: 36, viewport: 800 };

describe("a list that fits", () => {
  test("places are the browser's own", () => {
    expect(physicalHeight(short)).toBe(2_400 * 36);
    expect(scrolled(TOP, 12_345, short)).toEqual({ physical: 12_345, virtual: 12_345 });
    expect(rowTop(100, scrolled(TOP, 12_345, short), 36)).toBe(3_600);
  });
});

describe("a list taller than a browser allows", () => {
  const end = MAX_HEIGHT - long.viewport;

  test("the scroll bar stands for the whole of it", () => {
    expect(physicalHeight(long)).toBe(MAX_HEIGHT);
    expect(scrolled(TOP, end, long).virtual).toBe(36_000_000 - 800);
    expect(scrolled(placeOf(5_000_000, long), 0, long)).toEqual(TOP);
    expect(scrolled(TOP, end / 2, long).virtual).toBeCloseTo((36_000_000 - 800) / 2, 0);
  });

  test("a small step moves the rows by as much, and leaves them where they are", () => {
    const place = placeOf(18_000_000, long);
    const next = scrolled(place, place.physical + 120, long);
    expect(next.virtual).toBe(18_000_120);
    expect(rowTop(500_000, next, 36)).toBe(rowTop(500_000, place, 36));
  });

  test("at rest the scroll bar moves to where it should be and the rows stay on the screen", () => {
    let place = placeOf(18_000_000, long);
    for (let step = 0; step < 50; step += 1) place = scrolled(place, place.physical + 700, long);
    const settled = placeOf(place.virtual, long);
    const onScreen = (at: typeof place) => rowTop(501_000, at, 36) - at.physical;
    expect(settled.physical).toBeLessThan(place.physical);
    expect(onScreen(settled)).toBeCloseTo(onScreen(place), -0.5);
  });
});

test("wherever one scrolls, the place is inside the list and its rows inside the element", () => {
  const size = fc.record({
    rowCount: fc.integer({ min: 30, max: 3_000_000 }),
    rowHeight: fc.constantFrom(36, 44, 64),
    viewport: fc.integer({ min: 200, max: 1_000 }),
  });
  fc.assert(
    fc.property(size, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (list, stops) => {
      const end = physicalHeight(list) - list.viewport;
      let place = TOP;
      for (const stop of stops) {
        place = scrolled(place, Math.round(stop * end), list);
        expect(place.virtual).toBeGreaterThanOrEqual(0);
        expect(place.virtual).toBeLessThanOrEqual(list.rowCount * list.rowHeight - list.viewport);
      }
    }),
  );
});

test("showing a row scrolls no further than it must", () => {
  const place = placeOf(3_600, short);
  expect(placeShowing(105, place, short)).toBe(place);
  expect(placeShowing(99, place, short).virtual).toBe(99 * 36);
  expect(placeShowing(130, place, short).virtual).toBe(131 * 36 - 800);
});
