import { memo, useLayoutEffect, useRef } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { RowCells } from "./row-cells.ts";
import { type LeadRowProps, rowAttributes, sameRow } from "./row-props.ts";

/** One lead as a line of plain cells. */
export const LeadRow = memo(function LeadRow(props: LeadRowProps) {
  const { row, top, isDimmed, isActive, hasFailed, surroundings } = props;
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!line.current) return;
    const cells = RowCells.of(line.current) ?? new RowCells(line.current);
    if (row) cells.show(row.original, surroundings, isActive);
    else cells.clear(hasFailed ? "Couldn't load" : "");
  });

  const isWaiting = !row && !hasFailed;
  return (
    <div
      ref={line}
      {...rowAttributes(props)}
      className={cx("lead-row", isDimmed && "text-text-muted", isWaiting && "lead-waiting")}
      style={{ transform: `translateY(${top}px)` }}
    />
  );
}, sameRow);
