import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { shownColumns } from "./arranged.ts";
import { text } from "./cells/text.ts";
import type { GridColumn, Identified } from "./columns.ts";
import { GridHeader } from "./grid-header.tsx";
import { type GridState, type GridTable, useGridTable } from "./table.ts";

const column = (id: string): GridColumn<Identified, unknown> => ({
  id,
  header: id.toUpperCase(),
  width: [5, 1],
  cell: text({ value: (row) => row.id }),
});
const columns = ["a", "b", "c", "d"].map(column);

/** What a grid is drawn from under a state, its header as the browser gets it, and what it changes. */
function gridUnder(state?: GridState) {
  const tables: GridTable<Identified, unknown>[] = [];
  const changes: GridState[] = [];
  function Grid() {
    const table = useGridTable(columns, state, (change) => changes.push(change(state ?? {})));
    tables.push(table);
    return <GridHeader headers={table.headers} cells={table.cells} />;
  }
  const html = renderToStaticMarkup(<Grid />);
  const [table] = tables;
  if (!table) throw new Error("The grid wasn't rendered");
  const names = [...html.matchAll(/role="columnheader"[^>]*>([^<]*)/g)].map(([, name]) => name);
  return { table, changes, html, names, ids: table.cells.map(({ id }) => id).join("") };
}

test("header and cells have the columns in one order, whatever the state says", () => {
  const states: [GridState | undefined, ids: string][] = [
    [undefined, "abcd"],
    [{ columnOrder: ["c", "a"] }, "cabd"],
    [{ columnVisibility: { b: false } }, "acd"],
    [{ columnPinning: { start: ["d"], end: ["a"] } }, "dbca"],
    [{ columnOrder: ["d", "c"], columnPinning: { start: ["b"], end: [] } }, "bdca"],
    [{ columnOrder: ["nobody"], columnVisibility: { a: true, ghost: false } }, "abcd"],
  ];
  for (const [state, ids] of states) {
    const grid = gridUnder(state);
    expect(grid.ids).toBe(ids);
    expect(grid.names.join("").toLowerCase()).toBe(ids);
  }
});

test("the header says by which columns the rows are sorted, and how", () => {
  const { html } = gridUnder({
    sorting: [
      { id: "b", desc: true },
      { id: "c", desc: false },
    ],
  });
  const sorts = [...html.matchAll(/<div role="columnheader"([^>]*)>/g)].map(
    ([, attributes]) => attributes?.match(/(?<=aria-sort=")\w+/)?.[0],
  );
  expect(sorts).toEqual([undefined, "descending", "ascending", undefined]);
});

test("where columns are hidden, the others say which of all they are", () => {
  const { table, html } = gridUnder({ columnVisibility: { a: false, c: false } });
  expect(table.colCount).toBe(4);
  expect(table.cells.map(({ colIndex }) => colIndex)).toEqual([2, 4]);
  expect(html.match(/aria-colindex="\d"/g)).toEqual(['aria-colindex="2"', 'aria-colindex="4"']);
  expect(gridUnder().table.colCount).toBeUndefined();
});

test("a size that was chosen counts in place of the column's own", () => {
  expect(gridUnder().table.places.leastWidth).toBe(20);
  expect(gridUnder({ columnSizing: { b: 12 } }).table.places.leastWidth).toBe(27);
});

test("rows are selected one by one, in whoever's state it is", () => {
  const { table, changes } = gridUnder({ rowSelection: { x: true }, columnOrder: ["b"] });
  expect(table.selected).toEqual({ x: true });
  table.select("y", true);
  table.select("x", false);
  expect(changes).toEqual([
    { rowSelection: { x: true, y: true }, columnOrder: ["b"] },
    { rowSelection: {}, columnOrder: ["b"] },
  ]);
  expect(gridUnder().table.selected).toBeUndefined();
});

test("a column that is extra shows once someone wants it to", () => {
  const extra = [...columns, { ...column("x"), isExtra: true }];
  const idsUnder = (state: GridState) => {
    const ids: string[] = [];
    function Grid() {
      ids.push(...useGridTable(extra, state).cells.map(({ id }) => id));
      return null;
    }
    renderToStaticMarkup(<Grid />);
    return ids.join("");
  };
  expect(idsUnder({})).toBe("abcd");
  expect(idsUnder({ columnVisibility: { x: true, a: false } })).toBe("bcdx");
});

test("without a table, columns stand as TanStack Table has them", () => {
  const ids = fc.shuffledSubarray(["a", "b", "c", "d", "ghost"]);
  const state = fc.record({ columnOrder: ids, pinned: ids, visible: ids }).map((given) => ({
    columnOrder: given.columnOrder,
    columnVisibility: Object.fromEntries(given.visible.map((id) => [id, false])),
    columnPinning: { start: given.pinned.slice(0, 2), end: given.pinned.slice(2, 3) },
  }));
  fc.assert(
    fc.property(state, (some) => {
      expect(
        shownColumns(columns, some)
          .map(({ id }) => id)
          .join(""),
      ).toBe(gridUnder(some).ids);
    }),
  );
});
