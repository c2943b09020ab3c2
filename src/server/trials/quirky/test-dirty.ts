import { NO_TRAFFIC } from "#server/store/test-store.ts";
import { leadId, listed, madeLead, madeOptIn, optInId, type Row, statusId } from "./test-rows.ts";

/** A row as Hermon sends it, and what our API is to answer for it. */
export interface DirtyRow {
  readonly sent: Row;
  readonly shows: unknown;
}

/** Fields as they are sent; with a second one, as they are to come out. */
type Change = readonly [sent: Row, shows?: Row];

const NOTE = {
  id: "40000001-0000-4000-8000-0000000000aa",
  note: "",
  appointment_id: null,
  created_by: null,
  created_at: "2026-05-26T08:17:38.409Z",
};
const EMPTY = { id: null, name: null };
const NO_COUNTS = { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 0 };
const UNLISTED = {
  id: statusId(99),
  name: "Nowhere listed",
  role: "NOWHERE_LISTED",
  description: null,
  text_color: "red; background: url(x)",
  bg_color: "#12",
};
const SIGNS =
  "Zoë 🧑🏽‍🚀 שלום \u202Eolleh <b onclick=alert(1)>&amp;</b> a\u0000b\u0007\r\n\u2028 'x' \"y\" ; --";

const LEADS: readonly Change[] = [
  [{ source: "TIKTOK", next_touch_point_type: "CARRIER_PIGEON", phone_country: "ZZ" }],
  [
    { score: 7, tags: ["a"], nested: { b: null } },
    { score: undefined, tags: undefined, nested: undefined },
  ],
  [
    {
      first_source: null,
      last_source: null,
      latest_note: null,
      billing_details: null,
      counts: null,
    },
    { first_source: EMPTY, last_source: EMPTY, counts: NO_COUNTS },
  ],
  [
    {
      first_source: undefined,
      last_source: undefined,
      latest_note: undefined,
      last_name: undefined,
    },
    { first_source: EMPTY, last_source: EMPTY, latest_note: null, last_name: null },
  ],
  [
    { phone_e164: undefined, phone_country: undefined, assigned_setter: undefined },
    { phone_e164: null, phone_country: null, assigned_setter: null },
  ],
  [{ status: UNLISTED }],
  [{ latest_note: { ...NOTE, note: "n".repeat(10_000), created_by: "kim@example.com" } }],
  [{ latest_note: { ...NOTE, note: SIGNS, created_by: { id: "user_1", name: null, tags: [1] } } }],
  [{ latest_note: { ...NOTE, created_at: "2026-05-26T10:17:38+02:00" } }],
  [
    {
      first_name: SIGNS,
      last_name: " Spaces ",
      ai_source_summary: SIGNS,
      email: " Mixed@Example.COM ",
    },
  ],
  [{ assigned_setter: "Nora@Example.com " }, { assigned_setter: "Nora@Example.com" }],
  [{ email: "person.3@example.com" }],
  [
    { email: null, first_name: null },
    { email: "", first_name: "" },
  ],
  [{ created_at: "2026-05-26T10:17:38+02:00" }, { created_at: "2026-05-26T08:17:38.000Z" }],
  [{ updated_at: "2026-05-26 08:17:38.123456" }, { updated_at: "2026-05-26T08:17:38.123Z" }],
  [{ next_touch_point_date: "2026-06-01", created_at: "2026-05-26", updated_at: "2026-05-27" }],
  [
    { next_touch_point_date: "2026-06-01T00:00:00", created_at: "2026-05-26 00:00" },
    { next_touch_point_date: "2026-06-01", created_at: "2026-05-26" },
  ],
  [
    { next_touch_point_date: "2026-06-01T00:00:00Z" },
    { next_touch_point_date: "2026-06-01T00:00:00.000Z" },
  ],
  [{ latest_note: { ...NOTE, created_at: "2026-05-26" } }],
  [{ billing_details: { business_name: null, address: "", tax: { rate: 0.2 } } }],
  [{ billing_details: {} }],
  [{ counts: { notes: 3 } }, { counts: { ...NO_COUNTS, notes: 3 } }],
  [{ first_source: { id: null, name: "Ads" }, last_source: { id: "not-a-uuid", name: null } }],
];

const OPT_INS: readonly Change[] = [
  [{ source: "TIKTOK", provider_form_name: SIGNS }],
  [{ external_reference: "the same", source: "OTHER" }],
  [{ external_reference: "the same", source: "OTHER" }],
  [{ external_reference: "javascript:alert(1)", extra: 1 }, { extra: undefined }],
  [
    { question_answers: null, traffic_attribution: null },
    { question_answers: [], traffic_attribution: NO_TRAFFIC },
  ],
  [
    { question_answers: undefined, traffic_attribution: {}, provider_form_id: undefined },
    { question_answers: [], traffic_attribution: NO_TRAFFIC, provider_form_id: null },
  ],
  [{ question_answers: [{ id: "b", question: "?", answer: SIGNS, position: 1 }] }],
  [
    {
      question_answers: [
        { id: "b", question: "2?", answer: " second ", position: 1 },
        null,
        { id: "a", question: "1?", answer: null, position: 0 },
      ],
    },
    {
      question_answers: [
        { id: "a", question: "1?", answer: null, position: 0 },
        { id: "b", question: "2?", answer: " second ", position: 1 },
      ],
    },
  ],
  [{ created_at: "2026-05-26" }],
  [{ created_at: "2026-05-26T08:17:38Z" }, { created_at: "2026-05-26T08:17:38.000Z" }],
];

/** As it is on the wire: a field that is `undefined` is not there. */
const wired = (row: Row): unknown => JSON.parse(JSON.stringify(row));

/** Leads, each with something in it that the reference doesn't promise; numbered from `first`. */
export const dirtyLeads = (first: number, statuses: readonly Row[]): readonly DirtyRow[] =>
  LEADS.map(([sent, shows], n) => {
    const lead = madeLead(first + n, statuses);
    return { sent: { ...lead, ...sent }, shows: wired({ ...lead, ...sent, ...shows }) };
  });

/** The same for opt-ins, of one of so many leads. */
export const dirtyOptIns = (first: number, leads: number): readonly DirtyRow[] =>
  OPT_INS.map(([sent, shows], n) => {
    const optIn = madeOptIn(first + n, leads);
    return { sent: { ...optIn, ...sent }, shows: wired({ ...optIn, ...sent, ...shows }) };
  });

/** What no mirror can keep, because nobody could ask for it again. */
export const unreadableLeads = (statuses: readonly Row[]): readonly unknown[] => [
  null,
  17,
  "a lead",
  [],
  { ...madeLead(801, statuses), id: null },
  { ...madeLead(802, statuses), id: 802 },
  { ...madeLead(803, statuses), id: "803" },
  listed({ ...madeLead(804, statuses), id: undefined }),
];

/** The same for opt-ins, two of them for want of their lead. */
export const unreadableOptIns = (): readonly unknown[] => [
  null,
  { ...madeOptIn(801, 1), id: null },
  { ...madeOptIn(802, 1), lead_id: null },
  { ...madeOptIn(803, 1), lead_id: leadId(9_999) },
  { ...madeOptIn(804, 1), id: optInId(805), lead_id: leadId(9_998) },
];
