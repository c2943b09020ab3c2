import type { LeadStatus } from "#api/contract/statuses.ts";
import { badgeStyle } from "./badge-style.ts";

/** How a badge is cut, shared with the button that looks like one. */
export const BADGE_SHAPE =
  "inline-flex max-w-full items-center rounded-full px-2 text-xs/5 font-medium whitespace-nowrap";

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
