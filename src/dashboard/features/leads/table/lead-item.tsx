import { memo } from "react";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { StatusBadge } from "#dashboard/domain/status/badge/status-badge.tsx";
import { StatusButton } from "#dashboard/domain/status/badge/status-button.tsx";
import { cx } from "#dashboard/lib/class-names.ts";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { type LeadRowProps, rowAttributes, sameRow } from "./row-props.ts";
import type { LeadTableRow } from "./use-lead-list.ts";

/** One lead on a phone: two lines instead of eleven columns. */
export const LeadItem = memo(function LeadItem(props: LeadRowProps) {
  const { row, top, isDimmed, hasFailed } = props;
  return (
    <div
      {...rowAttributes(props)}
      className={cx("lead-row lead-item", isDimmed && "text-text-muted")}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row ? lines(row, props) : placeholder(hasFailed)}
    </div>
  );
}, sameRow);

function lines({ original: lead }: LeadTableRow, { surroundings, isActive }: LeadRowProps) {
  const { now, press } = surroundings;
  return (
    <>
      <div role="rowheader" translate="no" className="min-w-0 truncate font-medium">
        <a
          className="lead-link"
          href={surroundings.pathOf?.(lead.id)}
          tabIndex={-1}
          draggable={false}
        >
          {leadName(lead)}
        </a>
      </div>
      <div role="gridcell" className="flex min-w-0 justify-end">
        {press ? (
          <StatusButton lead={lead} isInTabOrder={isActive} hasArrow={false} onPress={press} />
        ) : (
          <StatusBadge status={lead.status} />
        )}
      </div>
      <div role="gridcell" className="min-w-0 truncate text-xs text-text-muted">
        {[sentenceCase(lead.source), lead.latest_note?.note.trim()].filter(Boolean).join(" · ")}
      </div>
      <div
        role="gridcell"
        className={cx(
          "min-w-0 truncate text-right text-xs",
          overdue(lead, now) ?? "text-text-muted",
        )}
      >
        {touchPoint(lead, now)}
      </div>
    </>
  );
}

const placeholder = (hasFailed: boolean) => (
  <div role="gridcell" className="col-span-2 grid gap-2 text-text-muted">
    {hasFailed ? (
      "Couldn't load"
    ) : (
      <>
        <Skeleton className="h-3 w-2/5" />
        <Skeleton className="h-2.5 w-3/5" />
      </>
    )}
  </div>
);
