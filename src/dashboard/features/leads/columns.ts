import "./leads.css";
import type { Lead } from "#api/contract/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { exactTouchPoint, overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { statusLook } from "#dashboard/domain/status/badge/badge-colours.ts";
import { badge } from "#dashboard/grid/cells/badge.ts";
import { date, person, text } from "#dashboard/grid/cells/text.ts";
import type { GridColumn, PhoneCell } from "#dashboard/grid/columns.ts";
import type { GridState } from "#dashboard/grid/table.ts";
import { countryName } from "#dashboard/lib/countries.ts";

/** What a cell may depend on besides its lead. */
export interface LeadContext {
  /** To the minute, so that an overdue touch point turns overdue while one looks. */
  readonly now: number;
  readonly ownerName: (email: string) => string;
  /** Where a lead is, open beside its list; missing on paper. */
  readonly pathOf?: (leadId: string) => string;
  /** Opens the status picker at a button; missing for those who only read. */
  readonly press: ((lead: Lead, button: HTMLElement) => void) | undefined;
}

const name = person<Lead, LeadContext>({
  value: leadName,
  href: ({ id }, { pathOf }) => pathOf?.(id),
});

const status = badge<Lead, LeadContext>({
  look: (lead) => statusLook(lead.status),
  onPress: ({ press }) => press,
});

const owner = (field: "assigned_setter" | "assigned_closer" | "assigned_triager") =>
  person<Lead, LeadContext>({
    value: (lead, { ownerName }) => (lead[field] === null ? "" : ownerName(lead[field])),
  });

const nextTouchPoint = {
  value: (lead: Lead, { now }: LeadContext) => touchPoint(lead, now),
  full: exactTouchPoint,
  tone: (lead: Lead, { now }: LeadContext) => overdue(lead, now),
};

const source = (lead: Lead) => sentenceCase(lead.source);
const note = (lead: Lead) => lead.latest_note?.note.trim() ?? "";
const sourceAndNote = (lead: Lead) => [source(lead), note(lead)].filter(Boolean).join(" · ");
const country = ({ phone_country: code }: Lead) => (code ? countryName(code) : "");

/** The lead table's columns, in their order. */
export const leadColumns: readonly GridColumn<Lead, LeadContext>[] = [
  { id: "name", header: "Name", width: [10.5, 3], cell: name, isRowHeader: true },
  { id: "status", header: "Status", width: [9.25, 2], cell: status },
  { id: "source", header: "Source", width: [6.5, 1], cell: text({ value: source }) },
  { id: "setter", header: "Setter", width: [7.25, 2], cell: owner("assigned_setter") },
  { id: "closer", header: "Closer", width: [7.25, 2], cell: owner("assigned_closer") },
  { id: "triager", header: "Triager", width: [7.25, 2], cell: owner("assigned_triager") },
  {
    id: "next-touch-point",
    header: "Next touch point",
    width: [11.5, 2],
    cell: text(nextTouchPoint),
  },
  { id: "latest-note", header: "Latest note", width: [9.375, 5], cell: text({ value: note }) },
  { id: "country", header: "Country", width: [6.75, 1], cell: text({ value: country }) },
  { id: "created", header: "Created", width: [6.5, 1], cell: date((lead) => lead.created_at) },
  { id: "updated", header: "Updated", width: [6.5, 1], cell: date((lead) => lead.updated_at) },
];

/** The one order that the server has; names stay in sight when the list is scrolled sideways. */
export const leadGridState = {
  sorting: [{ id: "created", desc: true }],
  columnPinning: { start: ["name"], end: [] },
} satisfies GridState;

/** What a lead's two lines say on a phone. */
export const leadPhoneCells: readonly PhoneCell<Lead, LeadContext>[] = [
  { id: "name", area: "title", cell: name, isRowHeader: true },
  { id: "status", area: "badge", cell: status },
  { id: "source-and-note", area: "details", cell: text({ value: sourceAndNote }) },
  { id: "next-touch-point", area: "aside", cell: text({ ...nextTouchPoint, placeholder: "" }) },
];
