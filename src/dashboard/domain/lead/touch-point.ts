import type { Lead } from "#api/contract/leads/leads.ts";
import { CLOSED_ROLES, sentenceCase } from "#api/contract/vocabulary.ts";
import { dates, isOver } from "#dashboard/lib/dates.ts";

/** When a lead is to be contacted next, and how: "Today, 14:30 · WhatsApp"; "Today" of a day. */
export const touchPoint = (lead: Lead, now: number): string =>
  inWords(lead, (date) => dates.nearDay(date, now));

/** The same with the exact time, for the tooltip. */
export const exactTouchPoint = (lead: Lead): string => inWords(lead, dates.exact);

const inWords = (lead: Lead, when: (date: string) => string): string =>
  [
    lead.next_touch_point_date && when(lead.next_touch_point_date),
    lead.next_touch_point_type && sentenceCase(lead.next_touch_point_type),
  ]
    .filter(Boolean)
    .join(" · ");

/** The tone of a touch point that is over, of a lead that someone still works on. */
export const overdue = (lead: Lead, now: number): "overdue" | undefined =>
  !CLOSED_ROLES.includes(lead.status.role) &&
  lead.next_touch_point_date &&
  isOver(lead.next_touch_point_date, now)
    ? "overdue"
    : undefined;
