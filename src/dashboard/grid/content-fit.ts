import { useState } from "react";
import { textWidth } from "#dashboard/lib/text-width.ts";
import type { SizedColumn } from "./column-places.ts";
import type { GridColumn, Identified } from "./columns.ts";
import type { GridRows } from "./rows.ts";

/** How wide columns have to be for what is in them, in rem. */
export type ContentWidths = ReadonlyMap<string, number>;

/** One em of a cell's text and a cell's padding, in rem. */
const EM = 0.8125;
const PADDING = 1;
const SLACK = 1.03;

/** So many rows are looked at: a page of them. */
const MOST_ROWS = 100;

/** So many rows say what others are like. */
const ENOUGH_ROWS = 20;

/** How wide the content of these rows is, of the columns that start by their content. */
export function contentWidths<Row, Context>(
  columns: readonly GridColumn<Row, Context>[],
  rows: readonly Row[],
  context: Context,
): ContentWidths {
  const fitting = columns.flatMap(({ id, cell, content }) =>
    content ? [{ id, cell, content }] : [],
  );
  return new Map(
    fitting.map(({ id, cell, content: { beside = 0 } }) => {
      const texts = new Set(rows.slice(0, MOST_ROWS).map((row) => cell.text(row, context)));
      const widest = Math.max(0, ...[...texts].map(textWidth));
      // A little more: an estimate that is somewhat off cuts nothing.
      return [id, Math.ceil((widest * SLACK * EM + PADDING + beside) * 8) / 8];
    }),
  );
}

/** A column as wide as its content at first, as far as it may be. */
export function fitted<Column extends SizedColumn & Pick<GridColumn<never, never>, "content">>(
  column: Column,
  widths: ContentWidths,
): Column {
  const { content, width } = column;
  const wide = widths.get(column.id);
  if (!content || wide === undefined) return column;
  const [least, share] = width;
  const within = (most: number) => Math.min(Math.max(wide, least), most);
  return {
    ...column,
    width: [within(content.most), share],
    fit: within(content.mostWithRoom ?? content.most),
  };
}

/**
 * The same for the rows of a grid's lists, by the first of them that has enough: columns that moved with
 * each list would cost more than a name that is cut off, and lay out every cell anew.
 */
export function useContentWidths<Row extends Identified, Context>(
  columns: readonly GridColumn<Row, Context>[],
  { list, rowAt, total }: GridRows<Row>,
  context: Context,
): ContentWidths {
  const [measured, setMeasured] = useState<Measured>(NOTHING);
  const count = Math.min(total ?? 0, MOST_ROWS);
  const isWanted = measured.rows < ENOUGH_ROWS && count > 0 && rowAt(0) !== undefined;
  // While rendering, as React has it for state that follows from what is rendered: it starts anew.
  if (isWanted && measured.list !== list) {
    const rows = Array.from({ length: count }, (_, at) => rowAt(at)).filter(
      (row) => row !== undefined,
    );
    const widths = contentWidths(columns, rows, context);
    setMeasured({ list, rows: rows.length, widths: wider(measured.widths, widths) });
  }
  return measured.widths;
}

interface Measured {
  readonly list?: unknown;
  /** How many of its rows were there. */
  readonly rows: number;
  readonly widths: ContentWidths;
}

const NOTHING: Measured = { rows: 0, widths: new Map() };

const wider = (before: ContentWidths, now: ContentWidths): ContentWidths =>
  new Map([...now].map(([id, width]) => [id, Math.max(width, before.get(id) ?? 0)]));
