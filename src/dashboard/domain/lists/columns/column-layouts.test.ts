import { expect, test } from "vitest";
import type { ColumnLayout } from "#api/contract/views/column-layouts.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { columnsStateOf, keepLayout, layoutIn, layoutOf, unsavedLayout } from "./column-layouts.ts";

const workspace: Workspace = {
  person: { id: "p1", name: "Ada Example", email: "ada@example.com", role: "viewer" },
  team: [],
  mine: null,
  statuses: [],
  column_layouts: { all: { order: ["name"] } },
};

test("a layout is a view's own, whatever that is called; one that isn't saved yet comes first", () => {
  expect(layoutOf(workspace, "all")).toEqual({ order: ["name"] });
  expect(layoutOf(workspace, "constructor")).toEqual({});
  expect(layoutOf(undefined, "all")).toEqual({});

  keepLayout("p1", "all", { order: ["status"] });
  expect(layoutOf(workspace, "all")).toEqual({ order: ["status"] });
  // Nobody else's columns follow it.
  expect(unsavedLayout("p2", "all")).toBeUndefined();
  keepLayout("p1", "all", undefined);
  expect(layoutOf(workspace, "all")).toEqual({ order: ["name"] });
});

test("a grid's state has all of a layout, and the other way round", () => {
  const layout: ColumnLayout = {
    order: ["b", "a"],
    shown: { a: false },
    widths: { b: 12 },
    pinned: { start: ["b"], end: ["c"] },
  };
  expect(layoutIn(columnsStateOf(layout))).toEqual(layout);
  expect(columnsStateOf({})).toEqual({});
  // What a grid can't have of it is left out: a column at both edges, or twice at one.
  expect(columnsStateOf({ pinned: { start: ["a", "a"], end: ["a", "b"] } })).toEqual({
    columnPinning: { start: ["a"], end: ["b"] },
  });
});
