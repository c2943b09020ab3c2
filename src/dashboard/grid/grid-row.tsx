import { type ComponentType, memo, useLayoutEffect, useRef, useState } from "react";
import type { Identified, PlacedCell } from "./columns.ts";
import { RowContents } from "./row-contents.ts";

interface GridRowProps<Row, Context> {
  /** Of the element, by which the list's order is told. */
  readonly id: string;
  /** Place in the list, from 0. */
  readonly index: number;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly cells: readonly PlacedCell<Row, Context>[];
  readonly context: Context;
  /** Missing while it is on the way, or after that failed. */
  readonly row: Row | undefined;
  readonly hasFailed: boolean;
  /** The one that Tab leads to. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isMuted: boolean;
  /** Missing where rows can't be selected. */
  readonly isSelected: boolean | undefined;
  readonly select: (id: string, isSelected: boolean) => void;
}

/** The header is the first row. */
const FIRST_ROW = 2;

/** React's `memo`, without the loss of a component's type parameters. */
const genericMemo = memo as <Component extends ComponentType<never>>(
  component: Component,
) => Component;

/** One row, of columns or of a phone's two lines: an element that is recycled, as are its cells. */
export const GridRow = genericMemo(function GridRow<Row extends Identified, Context>(
  props: GridRowProps<Row, Context>,
) {
  const { row, cells, context, isActive, isSelected, hasFailed, select } = props;
  const line = useRef<HTMLDivElement>(null);
  const [contents] = useState(() => new RowContents<Row, Context>());
  useLayoutEffect(() => {
    if (!line.current) return;
    contents.fill(line.current, hasFailed ? NO_CELLS : cells, row, context, {
      isActive,
      isSelected: isSelected === true,
      select: (is) => row && select(row.id, is),
    });
  });
  return (
    <div
      ref={line}
      id={props.id}
      role="row"
      aria-rowindex={props.index + FIRST_ROW}
      aria-selected={isSelected}
      aria-current={props.isOpen || undefined}
      data-row={props.index}
      data-row-id={row?.id}
      data-muted={props.isMuted || undefined}
      data-waiting={(!row && !hasFailed) || undefined}
      tabIndex={isActive ? 0 : -1}
      className="grid-row"
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {hasFailed ? <FailedCell /> : <RowCells cells={cells} />}
    </div>
  );
});

const NO_CELLS: readonly never[] = [];

/** Drawn once, and again only when the columns are others. */
const RowCells = memo(function RowCells({ cells }: { readonly cells: readonly CellPlace[] }) {
  const hasBadge = cells.some(({ area }) => area === "badge");
  return cells.map(({ id, cell, isRowHeader, colIndex, pinned, style, area }) => (
    <div
      key={id}
      role={isRowHeader ? "rowheader" : "gridcell"}
      aria-colindex={colIndex}
      data-column={id}
      data-pinned={pinned}
      data-area={area}
      data-align={area ? undefined : cell.align}
      translate={cell.isName ? "no" : undefined}
      className="grid-cell"
      style={area ? { gridArea: area === "title" && !hasBadge ? WHOLE_LINE : area } : style}
    />
  ));
});

type CellPlace = PlacedCell<never, never>;

/** From where titles begin to where badges end. */
const WHOLE_LINE = "title / title / title / badge";

const FailedCell = () => (
  <div role="gridcell" className="grid-failed">
    Couldn't load
  </div>
);
