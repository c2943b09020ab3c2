import type { LeadStatus } from "#api/contract/statuses.ts";
import { BADGE_SHAPE } from "#dashboard/ui/badge.ts";
import { statusLook } from "./status-look.ts";

/** A status as a label in the API's own colours. */
export function StatusBadge({ status }: { status: LeadStatus }) {
  const { name, title, style } = statusLook(status);
  return (
    <span className={BADGE_SHAPE} style={style} title={title}>
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}
