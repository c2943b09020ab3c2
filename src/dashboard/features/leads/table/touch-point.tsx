import type { Lead } from "#api/contract/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { dates } from "#dashboard/lib/dates.ts";

const overdueSign = (
  <>
    <svg viewBox="0 0 16 16" aria-hidden className="size-3.5 shrink-0 fill-current">
      <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M7.25 4.5h1.5v4.25h-1.5zm0 5.5h1.5v1.5h-1.5z" />
    </svg>
    <span className="sr-only">Overdue: </span>
  </>
);

/** When a lead is to be contacted next, and how: "Today, 14:30 · WhatsApp". */
export const touchPointText = (lead: Lead, now: number): string =>
  [
    lead.next_touch_point_date && dates.nearDay(lead.next_touch_point_date, now),
    lead.next_touch_point_type && sentenceCase(lead.next_touch_point_type),
  ]
    .filter(Boolean)
    .join(" · ");

/** The same with the exact time, for the tooltip. */
export const exactTouchPoint = (lead: Lead): string =>
  [
    lead.next_touch_point_date && dates.exact(lead.next_touch_point_date),
    lead.next_touch_point_type && sentenceCase(lead.next_touch_point_type),
  ]
    .filter(Boolean)
    .join(" · ");

/** An overdue one has a sign beside its colour, and says so to who can see neither. */
export function touchPoint(lead: Lead, now: number) {
  const text = touchPointText(lead, now);
  const at = lead.next_touch_point_date;
  if (!at || Date.parse(at) >= now) return text;
  return (
    <span className="flex items-center gap-1 text-danger">
      {overdueSign}
      <span className="truncate">{text}</span>
    </span>
  );
}
