import type { LeadStatus } from "#api/contract/statuses.ts";
import { BADGE_SHAPE, badgeStyle } from "./badge-style.ts";

/** A status as a label in the API's own colours. Cheap: it stands in every row of the table. */
export function StatusBadge({ status }: { status: LeadStatus }) {
  return (
    <span
      className={BADGE_SHAPE}
      style={badgeStyle(status)}
      title={status.description ?? undefined}
    >
      <bdi className="truncate">{status.name}</bdi>
    </span>
  );
}
