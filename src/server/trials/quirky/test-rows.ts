/* Rows as the reference has them, all made up. What isn't dirty is to come out as it went in. */

/** A row as a test's Hermon keeps and sends it: anything. */
export type Row = Record<string, unknown>;

const twelve = (n: number) => n.toString(16).padStart(12, "0");

export const leadId = (n: number): string => `10000000-0000-4000-8000-${twelve(n)}`;
export const optInId = (n: number): string => `20000000-0000-4000-8000-${twelve(n)}`;
export const statusId = (n: number): string => `30000000-0000-4000-8000-${twelve(n)}`;
const partId = (kind: number, n: number) => `4000000${kind}-0000-4000-8000-${twelve(n)}`;

const one = <T>(values: readonly T[], n: number): T | null => values[n % values.length] ?? null;

const START = Date.UTC(2026, 0, 1);
const at = (n: number, later = 0) => new Date(START + n * 61_003 + later).toISOString();

const ROLES = ["NEW_LEAD", "APPOINTMENT_BOOKED", "NO_SHOW", "CANCELED", "WON", "LOST"] as const;
const SOURCES = ["CALENDLY", "LANDING_PAGE", "TYPEFORM", "MANUAL", "WEBINAR"] as const;
const OWNERS = [null, "sam@example.com", "kim@example.com", "ola@example.com"] as const;
const TYPES = ["BOTH", "LEAD", "OPPORTUNITY"] as const;

/** Statuses as `/statuses` lists them; two share a role, as the reference lets them. */
export const madeStatuses = (): Row[] =>
  [...ROLES, "NEW_LEAD"].map((role, n) => ({
    id: statusId(n),
    name: `Status ${n}`,
    role,
    type: n === 5 ? TYPES[2] : one(TYPES, n % 2),
    description: n === 3 ? "" : `What status ${n} says`,
    text_color: "#ea34b0",
    bg_color: n === 2 ? "#FDE8F7" : "#fde8f7",
  }));

/** A status as leads carry it. */
export function withoutType({ type: _, ...status }: Row): Row {
  return status;
}

/** The lead of that number with all of its details. */
export function madeLead(n: number, statuses: readonly Row[]): Row {
  return {
    id: leadId(n),
    first_name: `First ${n}`,
    last_name: n % 3 === 0 ? null : `Last ${n}`,
    email: `person.${n}@example.com`,
    phone_e164: n % 4 === 0 ? null : `+4479460${String(n).padStart(5, "0")}`,
    phone_country: n % 4 === 0 ? null : "GB",
    source: one(SOURCES, n),
    assigned_setter: one(OWNERS, n),
    assigned_closer: one(OWNERS, n >> 2),
    assigned_triager: one(OWNERS, n >> 4),
    next_touch_point_date: n % 5 === 0 ? at(n, 9e8) : null,
    next_touch_point_type: n % 5 === 0 ? "WHATSAPP" : null,
    first_source: n % 2 === 0 ? { id: null, name: null } : { id: partId(0, n % 3), name: "Other" },
    last_source: { id: partId(0, n % 3), name: n % 3 === 0 ? "Ads" : "Other" },
    status: withoutType(statuses[n % (statuses.length - 2)] ?? {}),
    latest_note: n % 6 === 0 ? null : noteOf(n),
    created_at: at(n),
    updated_at: at(n, 5_000),
    billing_details: n % 7 === 0 ? null : billingOf(n),
    ai_source_summary: n % 8 === 0 ? null : `Lead ${n} came by itself.`,
    counts: { notes: n % 4, appointments: n % 3, contracts: n % 2, payments: 0, opt_ins: n % 5 },
  };
}

const noteOf = (n: number) => ({
  id: partId(1, n),
  note: `Note ${n}`,
  appointment_id: n % 2 === 0 ? null : partId(2, n),
  created_by: null,
  created_at: at(n, 4_000),
});

const billingOf = (n: number) => ({
  id: partId(3, n),
  business_name: "",
  address: `${n} Sample St;`,
  zipcode: "000000",
  province: null,
  country: "IN",
  vat_number: "",
  created_at: at(n),
  updated_at: at(n),
});

/** The opt-in of that number, of one of so many leads, with all of its details. */
export function madeOptIn(n: number, leads: number): Row {
  return {
    id: optInId(n),
    lead_id: leadId(n % leads),
    source: one(SOURCES, n),
    provider_form_id: n % 2 === 0 ? null : `form-${n % 9}`,
    provider_form_name: n % 3 === 0 ? null : "Qualification call",
    external_reference: n % 4 === 0 ? null : `https://forms.example.com/${n}`,
    created_at: at(n, 60_000),
    question_answers: Array.from({ length: n % 4 }, (_, position) => ({
      id: partId(5, n * 10 + position),
      question: `Question ${position}?`,
      answer: position === 2 ? null : "New to this ",
      position,
    })),
    traffic_attribution: trafficOf(n),
  };
}

const trafficOf = (n: number) => ({
  utm_source: n % 2 === 0 ? null : "facebook",
  utm_medium: null,
  utm_campaign: n % 2 === 0 ? null : `campaign-${n % 5}`,
  utm_content: n % 9 === 0 ? "user_2abc" : null,
  utm_term: null,
  referrer: "https://social.example.com",
  landing_page: n % 2 === 0 ? null : "https://apply.example.com/apply",
});

const DETAILS_ONLY = [
  "billing_details",
  "ai_source_summary",
  "counts",
  "question_answers",
  "traffic_attribution",
];

/** A row as lists have it. */
export const listed = (row: unknown): unknown =>
  typeof row !== "object" || row === null
    ? row
    : Object.fromEntries(Object.entries(row).filter(([field]) => !DETAILS_ONLY.includes(field)));
