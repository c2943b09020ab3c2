import type { Insertable } from "kysely";
import type { StatusesTable } from "#server/store/tables.ts";
import { uuid } from "./chance.ts";

type StatusRow = Insertable<StatusesTable>;

/**
 * Twelve statuses over all ten roles. The colours are as awkward as the reference's samples: text
 * that is hard to read, two statuses with the same pair, capital and small hex digits mixed.
 */
const STATUSES = {
  fresh: ["Fresh Lead", "NEW_LEAD", "BOTH", "Just came in, not contacted", "#E11D48", "#FFF1F2"],
  followUp: ["Follow Up", "FOLLOW_UP", "BOTH", "In conversation", "#2563eb", "#eff6ff"],
  nurture: ["Long-term Nurture", "FOLLOW_UP", "LEAD", "Not now, maybe later", "#7c3AED", "#F5f3ff"],
  booked: [
    "Call Booked",
    "APPOINTMENT_BOOKED",
    "BOTH",
    "Appointment scheduled",
    "#ea34b0",
    "#fde8f7",
  ],
  rescheduled: ["Rescheduled", "RESCHEDULED", "BOTH", "Call moved", "#0891B2", "#ecfeff"],
  noShow: ["No Show", "NO_SHOW", "BOTH", "Did not come to the call", "#D97706", "#FFFBEB"],
  canceled: ["Canceled", "CANCELED", "BOTH", "Lead cancelled, no reschedule", "#E11D48", "#FFF1F2"],
  deposit: [
    "Deposit",
    "PARTIAL_PAYMENT",
    "BOTH",
    "Partial payment received, contract pending",
    "#FF9E00",
    "#FEF8E6",
  ],
  won: ["Won", "WON", "BOTH", "Paid in full", "#16A34A", "#f0fdf4"],
  contractSigned: ["Contract Signed", "WON", "OPPORTUNITY", "Deal closed", "#15803d", "#DCFCE7"],
  unqualified: ["Unqualified", "UNQUALIFIED", "LEAD", "Not a fit", "#64748B", "#f1f5f9"],
  lost: ["Lost", "LOST", "BOTH", "Decided against it", "#DC2626", "#fef2f2"],
} as const;

/** Our short name for a status of the sample. */
export type StatusKey = keyof typeof STATUSES;

/** A status that leads may have. */
export type LeadStatusKey = Exclude<StatusKey, "contractSigned">;

/** Draws the rows; they are numbered from 1 in the order above. */
export function makeStatuses(): StatusRow[] {
  return Object.values(STATUSES).map(
    ([name, role, type, description, text_color, bg_color], index) => ({
      seq: index + 1,
      id: uuid(),
      name,
      role,
      type,
      description,
      text_color,
      bg_color,
    }),
  );
}

const SEQS = new Map(Object.keys(STATUSES).map((key, index) => [key, index + 1]));

/** `statuses.seq` of a status. */
export function statusSeq(key: StatusKey): number {
  const seq = SEQS.get(key);
  if (seq === undefined) throw new Error(`No status ${key}`);
  return seq;
}
