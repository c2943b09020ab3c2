import { memo } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { columns, type LeadTableRow, nothing } from "./columns.tsx";
import { type LeadRowProps, rowAttributes, sameRow } from "./row-props.ts";

/** One lead as a line of plain cells. */
export const LeadRow = memo(function LeadRow(props: LeadRowProps) {
  const { row, top, isDimmed, hasFailed } = props;
  return (
    <div
      {...rowAttributes(props)}
      className={cx("lead-row lead-grid", isDimmed && "text-text-muted")}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row ? cells(row, props) : placeholders(hasFailed)}
    </div>
  );
}, sameRow);

const cells = (row: LeadTableRow, { surroundings, isActive }: LeadRowProps) =>
  row.table.getAllLeafColumns().map(({ id, columnDef: { meta } }, at) => (
    <div key={id} role={at === 0 ? "rowheader" : "gridcell"} className="lead-cell">
      {meta?.show?.(row.original, surroundings, isActive) ?? (String(row.getValue(id)) || nothing)}
    </div>
  ));

const placeholders = (hasFailed: boolean) =>
  columns.map(({ id }, at) => (
    <div key={id} role={at === 0 ? "rowheader" : "gridcell"} className="lead-cell">
      {hasFailed ? at === 0 && "Couldn't load" : <Skeleton className="h-2.5 w-2/3" />}
    </div>
  ));
