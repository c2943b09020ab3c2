import { CircleAlert } from "lucide";
import type { Lead } from "#api/contract/leads.ts";
import { overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { useMinute } from "#dashboard/ui/timing/clock.ts";

/** When to get in touch next, and how; an overdue one says so in words. */
export function NextTouchPoint({ lead }: { readonly lead: Lead }) {
  const now = useMinute();
  const at = lead.next_touch_point_date;
  const text = touchPoint(lead, now);
  if (!text) return <p className="text-text-muted">None planned</p>;
  const isOverdue = overdue(lead, now) !== undefined;
  return (
    <p
      title={at ? dates.exact(at) : undefined}
      className={isOverdue ? "flex items-center gap-1.5 text-danger" : undefined}
    >
      {isOverdue && <Icon of={CircleAlert} className="size-4 shrink-0" />}
      <span className="min-w-0 wrap-anywhere">
        {isOverdue && <span className="font-medium">Overdue: </span>}
        <bdi>{text}</bdi>
      </span>
    </p>
  );
}
