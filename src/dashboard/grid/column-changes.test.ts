import fc from "fast-check";
import { expect, test } from "vitest";
import { arranged, inOrder, shownColumns } from "./arranged.ts";
import { stepOf, withMoved, withPinned, withShown, withWidth } from "./column-changes.ts";
import type { ColumnsState } from "./columns.ts";

const columns = ["a", "b", "c", "d", "e"].map((id) => ({
  id,
  header: id.toUpperCase(),
  isExtra: id === "e",
}));

const ids = (state: ColumnsState) =>
  inOrder(arranged(columns, state))
    .map(({ id }) => id)
    .join("");
const shown = (state: ColumnsState) =>
  shownColumns(columns, state)
    .map(({ id }) => id)
    .join("");

test("a column is shown, hidden and resized, and all else stays", () => {
  const state = { columnOrder: ["b"], sorting: [{ id: "a", desc: true }] };
  expect(shown(state)).toBe("bacd");
  const hidden = withShown(withShown(state, "b", false), "e", true);
  expect(shown(hidden)).toBe("acde");
  expect(hidden).toMatchObject(state);
  expect(withWidth(state, "a", 1).columnSizing).toEqual({ a: 3 });
  expect(withWidth(state, "a", 500).columnSizing).toEqual({ a: 60 });
  expect(withWidth(withWidth(state, "a", 9), "a", undefined).columnSizing).toEqual({});
});

test("a step skips what is hidden, and ends at the edge that a column is pinned to", () => {
  const state = { columnVisibility: { c: false }, columnPinning: { start: ["a"], end: [] } };
  expect(stepOf(columns, state, "a", "after")).toBeUndefined();
  expect(stepOf(columns, state, "b", "before")).toBeUndefined();
  expect(stepOf(columns, state, "b", "after")).toEqual({ beside: "d", side: "after" });
  expect(stepOf(columns, state, "b", "after", "all")).toEqual({ beside: "c", side: "after" });
  expect(stepOf(columns, state, "d", "after")).toBeUndefined();
  expect(ids(withMoved(columns, state, "b", { beside: "d", side: "after" }))).toBe("acdbe");
});

test("a column that is dropped beside a pinned one is pinned, and let go beside another", () => {
  const state = { columnPinning: { start: ["a"], end: ["d"] } };
  const pinned = withMoved(columns, state, "c", { beside: "a", side: "after" });
  expect(pinned.columnPinning).toEqual({ start: ["a", "c"], end: ["d"] });
  expect(ids(pinned)).toBe("acbed");
  const free = withMoved(columns, pinned, "d", { beside: "b", side: "before" });
  expect(free.columnPinning).toEqual({ start: ["a", "c"], end: [] });
  expect(ids(free)).toBe("acdbe");
  expect(ids(withPinned(columns, free, "e", "end"))).toBe("acdbe");
  expect(ids(withPinned(columns, free, "a", undefined))).toBe("cadbe");
});

test("whatever is done to columns, each of them stands there once", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const change = fc.oneof(
    fc
      .record({ id, beside: id, side: fc.constantFrom("before" as const, "after" as const) })
      .map((drop) => (state: ColumnsState) => withMoved(columns, state, drop.id, drop)),
    fc
      .record({ id, edge: fc.constantFrom("start" as const, "end" as const, undefined) })
      .map((pin) => (state: ColumnsState) => withPinned(columns, state, pin.id, pin.edge)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let state: ColumnsState = {
        columnOrder: ["ghost"],
        columnPinning: { start: ["gone"], end: [] },
      };
      for (const make of changes) state = make(state);
      expect(Array.from(ids(state)).toSorted().join("")).toBe("abcde");
    }),
  );
});
