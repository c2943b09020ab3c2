import type { Lead } from "#api/contract/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { leadName } from "#dashboard/domain/lead/names.ts";
import { exactTouchPoint, overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { dates } from "#dashboard/lib/dates.ts";

/** What a cell may depend on besides its lead. */
export interface RowSurroundings {
  /** To the minute, so that an overdue touch point turns overdue while one looks. */
  readonly now: number;
  readonly ownerName: (email: string) => string;
  /** Where a lead is, open beside its list; missing on paper. */
  readonly pathOf?: (leadId: string) => string;
  /** Opens the status picker at a button; missing for those who only read. */
  readonly press: ((lead: Lead, button: HTMLElement) => void) | undefined;
}

export interface LeadColumn {
  readonly id: string;
  readonly header: string;
  /** What the cell says in full. */
  readonly value: (lead: Lead) => string;
  /** Least width in rem, and the share of what is left over. */
  readonly width: readonly [least: number, share: number];
  /** What the cell says; left out, the column's value. */
  readonly show?: (lead: Lead, surroundings: RowSurroundings) => string;
  /** A class that the cell gets for this lead. */
  readonly tone?: (lead: Lead, surroundings: RowSurroundings) => string | undefined;
  /** A name, which no browser is to translate. */
  readonly isName?: boolean;
  /** A badge in the status' colours, pressed to change it, in place of text. */
  readonly isStatus?: boolean;
  /** The text is a link to the lead. */
  readonly isLink?: boolean;
  /** What the tooltip says where it is more than the value. */
  readonly full?: (lead: Lead) => string;
}

const owner = (
  id: string,
  header: string,
  field: "assigned_setter" | "assigned_closer" | "assigned_triager",
): LeadColumn => ({
  id,
  header,
  value: (lead) => lead[field] ?? "",
  width: [7.25, 2],
  isName: true,
  show: (lead, { ownerName }) => (lead[field] === null ? "" : ownerName(lead[field])),
});

/** The lead table's columns, in their order. */
export const columns: readonly LeadColumn[] = [
  { id: "name", header: "Name", value: leadName, width: [10.5, 3], isName: true, isLink: true },
  {
    id: "status",
    header: "Status",
    value: (lead) => lead.status.name,
    width: [9.25, 2],
    isStatus: true,
  },
  {
    id: "source",
    header: "Source",
    value: (lead) => sentenceCase(lead.source),
    width: [6.5, 1],
  },
  owner("setter", "Setter", "assigned_setter"),
  owner("closer", "Closer", "assigned_closer"),
  owner("triager", "Triager", "assigned_triager"),
  {
    id: "next-touch-point",
    header: "Next touch point",
    value: exactTouchPoint,
    width: [11.5, 2],
    show: (lead, { now }) => touchPoint(lead, now),
    tone: (lead, { now }) => overdue(lead, now),
    full: exactTouchPoint,
  },
  {
    id: "latest-note",
    header: "Latest note",
    value: (lead) => lead.latest_note?.note.trim() ?? "",
    width: [9.375, 5],
  },
  {
    id: "country",
    header: "Country",
    value: (lead) => (lead.phone_country ? countryName(lead.phone_country) : ""),
    width: [6.75, 1],
  },
  {
    id: "created",
    header: "Created",
    value: (lead) => dates.day(lead.created_at),
    width: [6.5, 1],
    full: (lead) => dates.exact(lead.created_at),
  },
  {
    id: "updated",
    header: "Updated",
    value: (lead) => dates.day(lead.updated_at),
    width: [6.5, 1],
    full: (lead) => dates.exact(lead.updated_at),
  },
];
