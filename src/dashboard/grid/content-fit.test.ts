import { expect, test } from "vitest";
import { text } from "./cells/text.ts";
import { contentWidths, fitted } from "./content-fit.ts";
import type { GridColumn } from "./columns.ts";

const column: GridColumn<string, null> = {
  id: "owner",
  header: "Owner",
  width: [5, 0],
  content: { most: 15, mostWithRoom: 20 },
  cell: text({ value: (row) => row }),
};

const widthOf = (...names: string[]) => fitted(column, contentWidths([column], names, null));

test("a column starts as wide as what is in it, within its limits", () => {
  expect(widthOf("Jo")).toMatchObject({ width: [5, 0], fit: 5 });
  const [least] = widthOf("Katharina von Wallenstein-Brandt").width;
  expect(least).toBeGreaterThan(13.9);
  expect(least).toBeLessThan(15);
  expect(widthOf("Jo", "W".repeat(40))).toMatchObject({ width: [15, 0], fit: 20 });
});

test("one that has no limits for it stays as it is, as does one whose content isn't known", () => {
  const fixed: GridColumn<string, null> = { ...column, content: undefined };
  expect(fitted(fixed, contentWidths([fixed], ["Somebody's name"], null))).toBe(fixed);
  expect(fitted(column, new Map())).toBe(column);
});
